package zhuji.intake.streams;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.dataformat.smile.SmileMapper;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;

/** The state of intake: names, keys and formats. None of them ever holds a title or a body. */
final class Stores {

    /** {@code office:submissionId} to what is kept of it. */
    static final String REPORTS = "reports";

    /** Office and slot to the last submissions of it that were refused. */
    static final String REJECTIONS = "rejections";

    /** Identity of every case with an initial report, to that report. */
    static final String CASES = "cases";

    /** Sender to the digest of what it was last answered for. */
    static final String CHAIN_HEADS = "chain-heads";

    /** JSON in binary: a state is written and read twice for each report. */
    private static final SmileMapper SMILE = SmileMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // The broker's times are milliseconds; text would take longer to write and read.
            .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Stores() {}

    static StoreBuilder<KeyValueStore<String, KeptReport>> reports() {
        return store(REPORTS, smile(KeptReport.class));
    }

    static StoreBuilder<KeyValueStore<String, String>> cases() {
        return store(CASES, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, String>> rejections() {
        return store(REJECTIONS, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, String>> chainHeads() {
        // In a backlog an office's head moves on several times between two commits.
        return store(CHAIN_HEADS, Serdes.String()).withCachingEnabled();
    }

    static <T> Serde<T> smile(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : SMILE.writeValueAsBytes(value),
                (topic, bytes) -> bytes == null ? null : SMILE.readValue(bytes, type));
    }

    /** Misplaced submissions on their way to where their office is known; their events as Avro. */
    static Serde<Incoming> misplaced() {
        Serde<Travelling> travelling = smile(Travelling.class);
        return Serdes.serdeFrom(
                (topic, value) -> value instanceof Incoming.Misplaced misplaced
                        ? travelling.serializer().serialize(topic, Travelling.of(misplaced))
                        : null,
                (topic, bytes) -> {
                    Travelling read = travelling.deserializer().deserialize(topic, bytes);
                    return read == null ? null : read.misplaced();
                });
    }

    /** A misplaced submission as it travels. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or prints it
    record Travelling(String reportId, String contentDigest, byte[] rejected, byte[] duplicated) {

        static Travelling of(Incoming.Misplaced misplaced) {
            try {
                return new Travelling(
                        misplaced.reportId(),
                        misplaced.contentDigest(),
                        bytes(misplaced.rejected().toByteBuffer()),
                        bytes(misplaced.duplicated().toByteBuffer()));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        Incoming.Misplaced misplaced() {
            try {
                return new Incoming.Misplaced(
                        reportId,
                        contentDigest,
                        ReportRejected.fromByteBuffer(ByteBuffer.wrap(rejected)),
                        ReportDuplicated.fromByteBuffer(ByteBuffer.wrap(duplicated)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
