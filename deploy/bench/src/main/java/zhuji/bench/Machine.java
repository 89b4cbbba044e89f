package zhuji.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and of what a result was measured.
 *
 * @param at when
 * @param processors how many the JVM sees
 * @param memoryMegabytes physical memory
 * @param java version of the JDK
 * @param commit the commit, with + when something is not committed
 */
record Machine(Instant at, int processors, long memoryMegabytes, String java, String commit) {

    private static final long MEGABYTE = 1024L * 1024L;

    static Machine here(Path root) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        String commit = said(root, "git", "rev-parse", "--short", "HEAD");
        String changes = said(root, "git", "status", "--porcelain", "--untracked-files=no");
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / MEGABYTE,
                Runtime.version().toString(),
                commit + (changes.isEmpty() ? "" : "+"));
    }

    private static String said(Path root, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
