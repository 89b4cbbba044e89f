package zhuji.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;
import zhuji.input.ContentType;
import zhuji.input.StrictJson;
import zhuji.intake.domain.Reading;
import zhuji.intake.reading.Digests;
import zhuji.intake.reading.SubmissionReader;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

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
        } catch (MalformedInputException other) {
            throw new IllegalArgumentException(file + " is not UTF-8; convert GBK and the like to UTF-8", other);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        var reader = new SubmissionReader(new EventSerdes(cluster.registry()));
        for (int number = 0; number < lines.size(); number++) {
            if (!lines.get(number).isBlank()) {
                requireUnmarked(lines.get(number), number + 1, reader);
            }
        }
        var settings = cluster.kafka();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_SUBMISSION);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (String line : lines) {
                if (!line.isBlank()) {
                    System.out.println(post(producer, line.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return 0;
    }

    /** What is marked goes nowhere, by the same look as intake's: from Kafka it would have to be erased again. */
    private void requireUnmarked(String line, int number, SubmissionReader reader) {
        boolean marked =
                switch (reader.read(line.getBytes(StandardCharsets.UTF_8), ContentType.of(EventHeaders.JSON))) {
                    case Reading.Unreadable unreadable -> unreadable.marked();
                    case Reading.Read read -> read.marked() || read.submission().carriesMarking();
                };
        if (marked) {
            throw new IllegalArgumentException(
                    file + " line " + number
                            + ": it bears a secrecy marking 密级, or may bear one, and is not posted; this network carries nothing marked");
        }
    }

    /** Posted whatever else it holds: it is intake that says what is wrong. Where it stands then. */
    private static String post(KafkaProducer<String, byte[]> producer, byte[] json)
            throws ExecutionException, InterruptedException {
        JsonNode submission = read(json);
        String office = submission == null ? null : submission.path("office").asString(null);
        String number =
                submission == null ? "" : submission.path("submissionId").asString("");
        var headers = EventStamp.ofSubmission(
                office + ":" + number + "#" + Digests.sha256(json), "zhuji", Instant.now(), new RecordHeaders());
        RecordMetadata place = producer.send(new ProducerRecord<>(Topics.REPORT_SUBMITTED, null, office, json, headers))
                .get();
        return "%s:%s stands at %s/%d/%d".formatted(office, number, place.topic(), place.partition(), place.offset());
    }

    private static @Nullable JsonNode read(byte[] json) {
        try {
            return StrictJson.tree(json);
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
