package zhuji.escalation.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.serializer.JacksonJsonSerde;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Policy;
import zhuji.events.ReportAccepted;

/** The state of escalation: names, keys and formats. */
final class Stores {

    /** Incident id to the case. */
    static final String CASES = "cases";

    /** Incident id to its latest report, for the desks that come after. */
    static final String REPORTS = "reports";

    /** Version to the policy, for the cases it is frozen for. */
    static final String POLICIES = "policies";

    /** {@link Deadlines} of open cases, ordered by instant. */
    static final String DEADLINES = "deadlines";

    private Stores() {}

    static StoreBuilder<KeyValueStore<String, IncidentCase>> cases() {
        return store(CASES, json(IncidentCase.class));
    }

    static StoreBuilder<KeyValueStore<String, ReportAccepted>> reports() {
        return store(REPORTS, accepted());
    }

    static StoreBuilder<KeyValueStore<String, Policy>> policies() {
        return store(POLICIES, json(Policy.class));
    }

    static StoreBuilder<KeyValueStore<String, String>> deadlines() {
        return store(DEADLINES, Serdes.String());
    }

    /** Avro's single-object encoding, for topics and stores nobody else reads: it needs no registry. */
    static Serde<ReportAccepted> accepted() {
        return Serdes.serdeFrom((topic, report) -> bytes(report), (topic, bytes) -> report(bytes));
    }

    private static byte @Nullable [] bytes(@Nullable ReportAccepted report) {
        if (report == null) {
            return null;
        }
        try {
            ByteBuffer encoded = report.toByteBuffer();
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static @Nullable ReportAccepted report(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return ReportAccepted.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static <T> Serde<T> json(Class<T> type) {
        return new JacksonJsonSerde<>(type).ignoreTypeHeaders().noTypeInfo();
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
