package zhuji.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;

/** {@code zhuji submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description =
                "报送 Post submissions to report.submitted as an office's system does; intake answers into the office's inbox.")
final class SubmitCommand implements Callable<Integer> {

    @Mixin
    private Cluster cluster = new Cluster();

    @Parameters(paramLabel = "FILE", description = "One JSON object a line")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        var settings = cluster.kafka();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_SUBMISSION);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < lines.size(); number++) {
                String line = lines.get(number);
                requireUnmarked(line, number + 1);
                if (!line.isBlank()) {
                    System.out.println(post(producer, line.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return 0;
    }

    /** What is marked goes nowhere, as over HTTP: from Kafka it would have to be erased again. */
    private void requireUnmarked(String line, int number) {
        JsonNode submission = read(line.getBytes(StandardCharsets.UTF_8));
        if (submission != null && submission.hasNonNull("marking")) {
            throw new IllegalArgumentException(file + " line " + number
                    + ": it bears a secrecy marking 密级 and is not posted; this network carries nothing marked");
        }
    }

    /** Posted whatever else it holds: it is intake that says what is wrong. Where it stands then. */
    private static String post(KafkaProducer<String, byte[]> producer, byte[] json)
            throws ExecutionException, InterruptedException {
        JsonNode submission = read(json);
        String office = submission == null ? null : submission.path("office").asString(null);
        var record = new ProducerRecord<>(Topics.REPORT_SUBMITTED, office, json);
        record.headers().add(EventHeaders.CONTENT_TYPE, EventHeaders.JSON.getBytes(StandardCharsets.US_ASCII));
        RecordMetadata place = producer.send(record).get();
        String number =
                submission == null ? "" : submission.path("submissionId").asString("");
        return "%s:%s stands at %s/%d/%d".formatted(office, number, place.topic(), place.partition(), place.offset());
    }

    private static @Nullable JsonNode read(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
