package zhuji.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process this run has started, and stops. */
public final class ManagedProcess {

    private static final int GRACE_SECONDS = 10;
    private static final int LAST_LINES = 12;

    private final String name;
    private final Path log;
    private final Process process;

    private ManagedProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static ManagedProcess start(String name, Path folder, Path log, List<String> command) {
        return start(name, folder, log, command, Map.of());
    }

    static ManagedProcess start(
            String name, Path folder, Path log, List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return new ManagedProcess(name, log, process);
        } catch (IOException refused) {
            throw new Trouble(name + " could not be started: " + refused.getMessage(), refused);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Fails when it has ended by itself. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new Trouble(name + " ended with exit code " + process.exitValue() + lastWords());
        }
    }

    /** Waits for it to end by itself, well. */
    void awaitEnd() {
        try {
            if (process.waitFor() != 0) {
                throw new Trouble(name + " failed" + lastWords());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while waiting for " + name, interrupted);
        }
    }

    /** What a log ends with says mostly why; who reads only what this run printed is told too. */
    private String lastWords() {
        String where = "; its last words are in " + log;
        try {
            List<String> lines = Files.readAllLines(log);
            return where + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return where;
        }
    }

    /** Asks it to end, and makes it end when it does not. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once, as a crash would (SIGKILL). */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
