package zhuji.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The real submissions that stand beside the project on some machines; their texts may not be committed. */
final class RealInput {

    private RealInput() {}

    /** The lines, or a skipped test that says why. */
    static List<String> submissions() throws IOException {
        Path file = Path.of(System.getProperty("zhuji.root")).resolve("../shared/data/submissions.jsonl");
        Assumptions.assumeTrue(
                Files.isReadable(file), "skipped: ../shared/data/submissions.jsonl is not beside the project");
        return Files.readAllLines(file);
    }
}
