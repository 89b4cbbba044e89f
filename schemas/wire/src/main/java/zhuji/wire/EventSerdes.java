package zhuji.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The one way events are written and read: Confluent wire format, a subject for each topic and record, schemas looked up and never
 * registered by who writes.
 */
public final class EventSerdes {

    private static final int SCHEMAS_CACHED = 2_000;

    private static final Map<String, Object> CLIENT =
            Map.of("missing.id.cache.ttl.sec", 60L, "missing.cache.size", 10_000);

    static {
        EventDecoder.trustOurOwnRecords();
    }

    private final SchemaRegistryClient registry;
    private final Map<String, Object> settings;

    /**
     * @param registryUrl address of a Confluent-compatible schema registry; {@code mock://} addresses work in tests
     */
    public EventSerdes(String registryUrl) {
        this.registry = SchemaRegistryClientFactory.newClient(
                List.of(registryUrl), SCHEMAS_CACHED, List.of(new AvroSchemaProvider()), CLIENT, Map.of());
        this.settings = Map.of(
                AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG,
                registryUrl,
                AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS,
                registryUrl.startsWith("mock:"),
                AbstractKafkaSchemaSerDeConfig.VALUE_SUBJECT_NAME_STRATEGY,
                TopicRecordNameStrategy.class.getName(),
                KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG,
                true);
    }

    /** The client these serializers share, for who registers schemas. */
    public SchemaRegistryClient registry() {
        return registry;
    }

    /** Schemas by their number in the registry, each asked for once by who keeps what it makes of it. */
    public IntFunction<Schema> schemas() {
        return number -> {
            try {
                return (Schema) registry.getSchemaById(number).rawSchema();
            } catch (IOException | RestClientException away) {
                throw new SerializationException("the schema of a record cannot be had from the registry", away);
            }
        };
    }

    /** Writes and reads events of that type. */
    public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(serializer(), deserializer(type));
    }

    /** The same, but passes over what people wrote: for who has no business with it. See {@link EventDecoder#withoutTexts}. */
    public <T extends SpecificRecord> Serde<T> withoutTexts(Class<T> type) {
        EventDecoder decoder = EventDecoder.withoutTexts(schemas());
        return Serdes.serdeFrom(
                serializer(), (topic, bytes) -> bytes == null ? null : type.cast(decoder.decode(bytes)));
    }

    /**
     * Writes and reads events of that type, and of a submission's texts reads only those that are asked for: for who passes submissions on or looks at
     * few of them. What it read is not to be changed.
     */
    public <T extends SpecificRecord> Serde<T> passingSubmissionsOn(Class<T> type) {
        Deserializer<Object> known = after(EventDecoder.passingSubmissionsOn(schemas()));
        return Serdes.serdeFrom(serializer(), (topic, bytes) -> type.cast(known.deserialize(topic, bytes)));
    }

    /** Writes any event. */
    @SuppressWarnings("unchecked")
    public <T extends SpecificRecord> Serializer<T> serializer() {
        var serializer = new KafkaAvroSerializer(registry);
        serializer.configure(settings, false);
        return (Serializer<T>) (Serializer<?>) new EventEncoder().after(serializer);
    }

    /**
     * Reads events of that type; {@link SpecificRecord} reads any.
     *
     * @throws org.apache.kafka.common.errors.SerializationException from the deserializer, when the bytes hold something else
     */
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        Deserializer<Object> known = after(EventDecoder.ofAll(schemas()));
        return (topic, bytes) -> type.cast(known.deserialize(topic, bytes));
    }

    private Deserializer<Object> after(EventDecoder decoder) {
        var confluent = new KafkaAvroDeserializer(registry);
        confluent.configure(settings, false);
        return decoder.after(confluent);
    }
}
