package zhuji.intake.streams;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.springframework.kafka.support.serializer.JacksonJsonSerde;
import zhuji.intake.domain.FiledReports.Filed;
import zhuji.intake.domain.Standing;

/** The state of intake: names, keys and formats. None of them ever holds a title or a body. */
final class Stores {

    /** {@code office:submissionId} to the report accepted under it. */
    static final String FILED = "filed-reports";

    /** {@code office:caseNumber} of every case with an initial report, to that report. */
    static final String CASES = "cases";

    /** Sender to the digest of what it was last answered for. */
    static final String CHAIN_HEADS = "chain-heads";

    /** {@code office:submissionId} to what became of it. */
    static final String STANDINGS = "standings";

    private Stores() {}

    static StoreBuilder<KeyValueStore<String, Filed>> filed() {
        return store(FILED, json(Filed.class));
    }

    static StoreBuilder<KeyValueStore<String, String>> cases() {
        return store(CASES, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, String>> chainHeads() {
        return store(CHAIN_HEADS, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, Standing>> standings() {
        return store(STANDINGS, json(Standing.class));
    }

    static <T> Serde<T> json(Class<T> type) {
        return new JacksonJsonSerde<>(type).ignoreTypeHeaders().noTypeInfo();
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
