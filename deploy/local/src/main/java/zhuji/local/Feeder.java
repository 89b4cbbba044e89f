package zhuji.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;

/** Posts submissions to Kafka as an office system does: JSON, keyed by office. */
public final class Feeder implements AutoCloseable {

    private final JsonMapper json = JsonMapper.shared();
    private final KafkaProducer<String, byte[]> producer;
    private final ConcurrentLinkedQueue<RecordMetadata> confirmed = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Exception failure;

    public Feeder(Properties kafka) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_SUBMISSION);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Posts every line of a file. */
    public void feed(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            feed(lines);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new Trouble("the input " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Posts every line, whatever it holds. */
    public void feed(Stream<String> lines) {
        lines.filter(line -> !line.isBlank()).forEach(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            post(officeOf(bytes), bytes, Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
        });
        flush();
    }

    /** Posts every line, so many a second. */
    void feed(Stream<String> lines, int perSecond) {
        feed(lines.peek(line -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / perSecond)));
    }

    /** Posts bytes under a key. */
    public void post(@Nullable String key, byte @Nullable [] bytes, Map<String, String> headers) {
        var record = new ProducerRecord<String, byte[]>(Topics.REPORT_SUBMITTED, key, bytes);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(record, (metadata, refused) -> {
            if (refused == null) {
                confirmed.add(metadata);
            } else {
                failure = refused;
            }
        });
    }

    /** Waits until the broker has confirmed every submission. */
    public void flush() {
        producer.flush();
        Exception refused = failure;
        if (refused != null) {
            throw new Trouble("the broker refused a submission: " + refused.getMessage(), refused);
        }
    }

    /** Where the submissions posted so far stand. */
    public Iterable<RecordMetadata> confirmed() {
        return confirmed;
    }

    private @Nullable String officeOf(byte[] bytes) {
        try {
            JsonNode office = json.readTree(bytes).get("office");
            return office != null && office.isString() ? office.stringValue() : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
