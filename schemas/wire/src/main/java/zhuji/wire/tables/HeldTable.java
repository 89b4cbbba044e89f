package zhuji.wire.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A table held as the objects it is made of: a store makes them of bytes anew each time, and some are asked for with every record. Safe for
 * several threads. One belongs to one {@code KafkaStreams}: it is not emptied when another begins with the same topology.
 */
final class HeldTable<V> implements GlobalTable<V> {

    private final Held<V> held = new Held<>();

    private HeldTable() {}

    static <V> HeldTable<V> addTo(StreamsBuilder builder, String store, String topic, String source, Serde<V> values) {
        var table = new HeldTable<V>();
        builder.addGlobalStore(
                Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), values)
                        // The topic is its log.
                        .withLoggingDisabled(),
                topic,
                Consumed.with(Serdes.String(), values).withName(source),
                () -> new Keeper<>(store, table.held));
        return table;
    }

    @Override
    public @Nullable V find(String key) {
        return held.values.get(key);
    }

    @Override
    public List<V> under(String prefix) {
        List<V> found = new ArrayList<>();
        for (String key : held.keys.subSet(prefix, prefix + Character.MAX_VALUE)) {
            V value = held.values.get(key);
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    /** Keys are in order for whoever asks for many; who asks for one does not search through them. */
    private static final class Held<V> {

        private final Map<String, V> values = new ConcurrentHashMap<>();
        private final NavigableSet<String> keys = new ConcurrentSkipListSet<>();

        void put(String key, V value) {
            values.put(key, value);
            keys.add(key);
        }

        void remove(String key) {
            keys.remove(key);
            values.remove(key);
        }
    }

    /** Puts every record where it belongs. Kafka Streams gives it the topic from its beginning before anything else is processed. */
    private static final class Keeper<V> implements Processor<String, @Nullable V, Void, Void> {

        private final String name;
        private final Held<V> held;
        private KeyValueStore<String, @Nullable ValueAndTimestamp<V>> store;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        Keeper(String name, Held<V> held) {
            this.name = name;
            this.held = held;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(name);
        }

        @Override
        public void process(Record<String, @Nullable V> record) {
            V value = record.value();
            if (value == null) {
                store.delete(record.key());
                held.remove(record.key());
            } else {
                store.put(record.key(), ValueAndTimestamp.make(value, record.timestamp()));
                held.put(record.key(), value);
            }
        }
    }
}
