package zhuji.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of schemas it has seen without asking Confluent's cache for each of them, whose locks and bookkeeping take longer than the
 * reading (deploy/bench/README.md). The first record of a schema goes through Confluent's deserializer, and so does whatever is odd: what it
 * refuses is refused. Safe for several threads: those of Kafka Streams share their serdes.
 */
final class KnownSchemas implements Deserializer<Object> {

    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final ThreadLocal<@Nullable BinaryDecoder> DECODERS = new ThreadLocal<>();

    private final SchemaRegistryClient registry;
    private final Deserializer<Object> confluent;
    private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    KnownSchemas(SchemaRegistryClient registry, Deserializer<Object> confluent) {
        this.registry = registry;
        this.confluent = confluent;
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < HEADER || bytes[0] != MAGIC) {
            return confluent.deserialize(topic, bytes);
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        DatumReader<SpecificRecord> reader = readers.get(id);
        if (reader == null) {
            Object read = confluent.deserialize(topic, bytes);
            if (read instanceof SpecificRecord event) {
                readers.put(id, reader(id, event));
            }
            return read;
        }
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, DECODERS.get());
            DECODERS.set(decoder);
            return reader.read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException unreadable) {
            throw new SerializationException("a record that its schema cannot read", unreadable);
        }
    }

    private DatumReader<SpecificRecord> reader(int id, SpecificRecord event) {
        try {
            Schema written = (Schema) registry.getSchemaById(id).rawSchema();
            return new SpecificDatumReader<>(written, event.getSchema(), SpecificData.getForClass(event.getClass()));
        } catch (IOException | RestClientException away) {
            throw new SerializationException("the schema of a record cannot be had from the registry", away);
        }
    }
}
