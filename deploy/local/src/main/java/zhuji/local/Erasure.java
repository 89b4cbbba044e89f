package zhuji.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import zhuji.events.Topics;

/** Looks on the broker's disk whether the segments that held marked items are gone. */
public final class Erasure {

    private static final int BASE_OFFSET_DIGITS = 20;

    private Erasure() {}

    /**
     * Whether no segment is left that may hold one of them.
     *
     * @param segments the broker's log folder
     * @param lastMarked partition of {@code report.submitted} to the offset of its last marked item
     */
    public static boolean isDone(Path segments, Map<Integer, Integer> lastMarked) {
        return lastMarked.entrySet().stream().allMatch(entry -> {
            Path folder = segments.resolve(Topics.REPORT_SUBMITTED + "-" + entry.getKey());
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.contains(".log"))
                        .allMatch(name -> baseOffset(name) > entry.getValue());
            } catch (NoSuchFileException | UncheckedIOException vanishing) {
                return false;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private static long baseOffset(String name) {
        return Long.parseLong(name.substring(0, BASE_OFFSET_DIGITS));
    }
}
