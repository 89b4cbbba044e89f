package zhuji.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where results are kept: a file for each scenario, so that every figure in a document has one. */
final class Results {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Results() {}

    /** Writes a scenario's result in place of the one before, and says where. */
    static void write(Path root, String scenario, Object result) throws IOException {
        Path file = file(root, scenario);
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(result) + System.lineSeparator());
        System.out.println("written to " + root.relativize(file));
    }

    /**
     * Reads a result that is there.
     *
     * @throws IllegalStateException when there is none, or none of that kind, naming the scenario to run
     */
    static <T> T read(Path root, String scenario, Class<T> kind) throws IOException {
        Path file = file(root, scenario);
        if (!Files.exists(file)) {
            throw new IllegalStateException("there is no " + root.relativize(file) + ": run that scenario first");
        }
        try {
            return JSON.readValue(Files.readString(file), kind);
        } catch (JacksonException other) {
            throw new IllegalStateException(
                    root.relativize(file) + " was written by another version: run that scenario again", other);
        }
    }

    private static Path file(Path root, String scenario) {
        return root.resolve("deploy/bench/results/" + scenario + ".json");
    }
}
