package zhuji.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says of a process's memory. */
final class Memory {

    private static final int KILOBYTES = 1024;

    private Memory() {}

    /** Resident memory, megabytes; 0 where the system does not say. */
    static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notOnThisSystem) {
            return 0;
        }
    }
}
