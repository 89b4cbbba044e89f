package zhuji.wire.tables;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A small topic that every instance of a service holds whole, the latest record of each key. What it gives is shared, and is not to be changed.
 *
 * @param <V> what is on the topic
 */
public interface GlobalTable<V> {

    /** What is held under a key, or null. */
    @Nullable
    V find(String key);

    /** What is held under the keys that begin so, in their order; all of it under the empty one. */
    List<V> under(String prefix);

    /**
     * Adds a table to a topology. Its store is for queries from outside.
     *
     * @param store its name
     * @param source name of the node that keeps what is read
     * @return it as the processors of the topology see it; complete before any of them begins
     */
    static <V> GlobalTable<V> addTo(
            StreamsBuilder builder, String store, String topic, String source, Serde<V> values) {
        return HeldTable.addTo(builder, store, topic, source, values);
    }

    /** A table as its store is queried from outside the topology. */
    static <V> GlobalTable<V> over(ReadOnlyKeyValueStore<String, ValueAndTimestamp<V>> store) {
        return new GlobalTable<>() {
            @Override
            public @Nullable V find(String key) {
                ValueAndTimestamp<V> found = store.get(key);
                return found == null ? null : found.value();
            }

            @Override
            public List<V> under(String prefix) {
                List<V> found = new ArrayList<>();
                try (KeyValueIterator<String, ValueAndTimestamp<V>> all =
                        store.range(prefix, prefix + Character.MAX_VALUE)) {
                    all.forEachRemaining(each -> found.add(each.value.value()));
                }
                return found;
            }
        };
    }
}
