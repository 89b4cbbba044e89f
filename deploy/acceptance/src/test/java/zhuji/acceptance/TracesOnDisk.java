package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for bytes in everything a pipeline has written: the broker's segments, states, the registry's files, logs. */
final class TracesOnDisk {

    private TracesOnDisk() {}

    /**
     * Where any of the texts stands.
     *
     * @param folder all of it
     * @param texts bytes, each as a character
     */
    static List<String> of(Path folder, List<String> texts) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(TracesOnDisk::holdsRecords)
                    .flatMap(file -> {
                        String content = content(file);
                        return texts.stream()
                                .filter(content::contains)
                                .map(text -> folder.relativize(file) + ": " + text);
                    })
                    .toList();
        } catch (UncheckedIOException vanishing) {
            return of(folder, texts);
        }
    }

    /** The broker's indexes are of numbers alone, and large. */
    private static boolean holdsRecords(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().contains("index");
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (NoSuchFileException vanished) {
            return "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
