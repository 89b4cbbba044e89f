package zhuji.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where results are kept: a file for each scenario, so that every figure in a document has one. */
final class Results {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Results() {}

    /** Writes a scenario's result in place of the one before, and says where. */
    static void write(Path root, String scenario, Object result) throws IOException {
        Path file = root.resolve("deploy/bench/results/" + scenario + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(result) + System.lineSeparator());
        System.out.println("written to " + root.relativize(file));
    }
}
