package zhuji.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client of Kafka that is not Java's, run as a process of its own: deploy/acceptance/clients. */
enum ForeignClient {
    LIBRDKAFKA("python3", "pip install confluent-kafka"),
    KAFKAJS("node", "npm ci, in deploy/acceptance/clients"),
    FRANZ_GO("go", "install a current Go");

    private static final int LONGEST_SECONDS = 120;
    private static final Path CLIENTS = Path.of(System.getProperty("zhuji.root"), "deploy/acceptance/clients");

    private final String program;
    private final String remedy;

    ForeignClient(String program, String remedy) {
        this.program = program;
        this.remedy = remedy;
    }

    /** What to do where it is not installed. */
    String remedy() {
        return remedy;
    }

    private Path folder() {
        return this == FRANZ_GO ? CLIENTS.resolve("franz-go") : CLIENTS;
    }

    boolean isInstalled() {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(
                switch (this) {
                    case LIBRDKAFKA -> List.of("-c", "import confluent_kafka");
                    case KAFKAJS -> List.of("-e", "import('kafkajs')");
                    case FRANZ_GO -> List.of("build", "-o", "../../target/franz-go", ".");
                });
        try {
            return run(command, new byte[0]).status() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Sends one record and returns where it stands: the partition and the offset. */
    String send(String bootstrap, String topic, String key, byte[] value, String... more) throws IOException {
        List<String> command = new ArrayList<>(
                switch (this) {
                    case LIBRDKAFKA -> List.of(program, "send.py");
                    case KAFKAJS -> List.of(program, "send.mjs");
                    case FRANZ_GO -> List.of("../../target/franz-go");
                });
        command.addAll(List.of(bootstrap, topic, key));
        command.addAll(List.of(more));
        RunningPipeline.Said said = run(command, value);
        if (said.status() != 0) {
            throw new IOException(this + " says: " + said.out());
        }
        return said.out().strip();
    }

    private RunningPipeline.Said run(List<String> command, byte[] input) throws IOException {
        Path out = Files.createTempFile("foreign-client", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input);
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(this + " did not end within " + LONGEST_SECONDS + " s");
            }
            return new RunningPipeline.Said(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            Files.deleteIfExists(out);
        }
    }
}
