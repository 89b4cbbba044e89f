package zhuji.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of one run, locked while it lasts: two runs in one folder would take each other's log away.
 *
 * @param path the folder
 * @param lock held until the run ends
 */
record RunFolder(Path path, FileChannel lock) implements AutoCloseable {

    private static final String MARKER = ".zhuji-run";

    /** A folder whose contents an earlier run left, and this one goes on from. */
    static RunFolder kept(Path folder) {
        try {
            Files.createDirectories(folder);
            return new RunFolder(folder, lock(folder));
        } catch (IOException refused) {
            throw new Trouble("the folder " + folder + " cannot be written: " + refused.getMessage(), refused);
        }
    }

    /** An empty folder; emptied when it is there, but only if this program has made it. */
    static RunFolder fresh(Path folder) {
        if (Files.exists(folder) && !Files.exists(folder.resolve(MARKER))) {
            throw new Trouble(folder + " was not made by this program; move it away, or name another with --data");
        }
        RunFolder run = kept(folder);
        run.empty();
        return run;
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            free = false;
        }
        if (!free) {
            channel.close();
            throw new Trouble("another run is using " + folder + "; stop it, or name another folder with --data");
        }
        return channel;
    }

    private void empty() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path) && !file.endsWith(MARKER)) {
                    Files.delete(file);
                }
            }
        } catch (IOException refused) {
            throw new Trouble("the folder " + path + " cannot be emptied: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
