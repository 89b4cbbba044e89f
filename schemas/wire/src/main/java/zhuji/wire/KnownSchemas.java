package zhuji.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of schemas it has seen without asking Confluent's cache for each of them, whose locks and bookkeeping take longer than the
 * reading (deploy/bench/README.md). The first record of a schema goes through Confluent's deserializer, and so does whatever is odd: what it
 * refuses is refused. Safe for several threads: those of Kafka Streams share their serdes.
 */
final class KnownSchemas implements Deserializer<Object> {

    private final Deserializer<Object> confluent;
    private final EventDecoder decoder;
    private final Set<Integer> known = ConcurrentHashMap.newKeySet();

    KnownSchemas(IntFunction<Schema> schemas, Deserializer<Object> confluent) {
        this.confluent = confluent;
        this.decoder = EventDecoder.ofAll(schemas);
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null || !EventDecoder.isFramed(bytes)) {
            return confluent.deserialize(topic, bytes);
        }
        int schema = EventDecoder.schemaOf(bytes);
        if (known.contains(schema)) {
            return decoder.decode(bytes);
        }
        Object read = confluent.deserialize(topic, bytes);
        if (read instanceof SpecificRecord) {
            known.add(schema);
        }
        return read;
    }
}
