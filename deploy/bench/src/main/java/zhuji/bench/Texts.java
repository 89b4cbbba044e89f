package zhuji.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What reports say: real texts where they lie beside the project, else invented ones of the same length. A body is of about 800 bytes, so that
 * a record is of about 1 KB.
 *
 * @param bodies one after the other, again and again
 * @param real whether they are real
 */
record Texts(List<String> bodies, boolean real) {

    private static final String REAL = "../shared/data/submissions.jsonl";
    private static final int CHARACTERS = 270;
    private static final String INVENTED =
            "经走访调研，有关情况总体平稳，个别环节有待改进，建议统筹研究解决。".repeat(9).substring(0, CHARACTERS);

    static Texts beside(Path root) {
        Path file = root.resolve(REAL);
        if (!Files.isReadable(file)) {
            return new Texts(List.of(INVENTED), false);
        }
        var json = new JsonMapper();
        try (Stream<String> lines = Files.lines(file)) {
            return new Texts(
                    lines.map(json::readTree)
                            .map(Texts::body)
                            .filter(body -> body.length() >= CHARACTERS)
                            .map(body -> body.substring(0, CHARACTERS))
                            .toList(),
                    true);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String body(JsonNode submission) {
        return submission.path("body").asString("");
    }

    String body(long number) {
        return bodies.get((int) (number % bodies.size()));
    }
}
