package zhuji.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import zhuji.wire.EventSerdes;
import zhuji.wire.failures.DeadLetters;

/** A service's topology run by Kafka's own test driver, with the genuine serializers on an in-memory registry. */
public final class TopologyUnderTest implements AutoCloseable {

    private final EventSerdes serdes = new EventSerdes("mock://" + UUID.randomUUID());
    private final String description;
    private final TopologyTestDriver driver;

    /**
     * @param service the application id
     * @param start wall-clock time at the start
     * @param topology builds the topology with the serializers it is to use
     */
    public TopologyUnderTest(String service, Instant start, BiConsumer<StreamsBuilder, EventSerdes> topology) {
        var builder = new StreamsBuilder();
        topology.accept(builder, serdes);
        var built = builder.build();
        this.description = built.describe().toString();
        this.driver = new TopologyTestDriver(built, settings(service), start);
    }

    private static Properties settings(String service) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, service);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, temporaryFolder());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        return settings;
    }

    /** The shape, as Kafka describes it; the names the JVM makes up for lambdas are left out. */
    public String description() {
        return description.replaceAll("Lambda/[^)]*", "Lambda");
    }

    /** Puts an event on a topic. */
    public void put(String topic, String key, SpecificRecord event, Instant at) {
        TestInputTopic<String, SpecificRecord> input =
                driver.createInputTopic(topic, new StringSerializer(), serdes.<SpecificRecord>serializer());
        input.pipeInput(key, event, at);
    }

    /** Puts raw bytes on a topic. */
    public void put(String topic, TestRecord<String, byte[]> record) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** The bytes an event has on a topic. */
    public byte[] bytesOf(String topic, SpecificRecord event) {
        return serdes.<SpecificRecord>serializer().serialize(topic, event);
    }

    /** What came onto a topic since the last call, of that type. */
    public <T extends SpecificRecord> List<T> taken(String topic, Class<T> type) {
        return records(topic).stream().map(TestRecord::value).map(type::cast).toList();
    }

    /** The records that came onto a topic since the last call. */
    public List<TestRecord<String, SpecificRecord>> records(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), serdes.deserializer(SpecificRecord.class))
                .readRecordsToList();
    }

    /** The raw records that came onto a topic since the last call. */
    public List<TestRecord<String, byte[]>> rawRecords(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** A state store, as the topology sees it. */
    public <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Puts bytes into a state store below its format, as a version with another format would have left them. */
    @SuppressWarnings("unchecked")
    public void putRaw(String store, String key, byte[] bytes) {
        var typed = (WrappedStateStore<KeyValueStore<Bytes, byte[]>, ?, ?>) (Object) driver.getKeyValueStore(store);
        typed.wrapped().put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), bytes);
    }

    /** Lets wall-clock time pass. */
    public void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    @Override
    public void close() {
        driver.close();
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("zhuji-topology").toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
