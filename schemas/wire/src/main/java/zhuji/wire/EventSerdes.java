package zhuji.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.util.List;
import java.util.Map;
import org.apache.avro.SystemLimitException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import zhuji.events.Submission;
import zhuji.events.Topics;

/**
 * The one way events are written and read: Confluent wire format, a subject for each topic and record, schemas looked up and never
 * registered by who writes.
 */
public final class EventSerdes {

    private static final int SCHEMAS_CACHED = 2_000;
    private static final Map<String, Object> CLIENT =
            Map.of("missing.id.cache.ttl.sec", 60L, "missing.cache.size", 10_000);

    static {
        trustOurOwnRecords();
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

    /** Writes and reads events of that type. */
    public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(serializer(), deserializer(type));
    }

    /** Writes any event. */
    @SuppressWarnings("unchecked")
    public <T extends SpecificRecord> Serializer<T> serializer() {
        var serializer = new KafkaAvroSerializer(registry);
        serializer.configure(settings, false);
        return (Serializer<T>) (Serializer<?>) serializer;
    }

    /**
     * Reads events of that type; {@link SpecificRecord} reads any.
     *
     * @throws org.apache.kafka.common.errors.SerializationException from the deserializer, when the bytes hold something else
     */
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        var deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(settings, false);
        var known = new KnownSchemas(registry, deserializer);
        return (topic, bytes) -> type.cast(known.deserialize(topic, bytes));
    }

    /**
     * Avro makes only classes it was told to trust, and believes lengths it reads; both are set here, before anything is read, so
     * that a record cannot name a class of its choice nor ask for two gigabytes.
     */
    private static void trustOurOwnRecords() {
        String largest = Integer.toString(Topics.LARGEST_RECORD);
        System.setProperty(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, largest);
        System.setProperty(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, largest);
        String events = Submission.class.getPackageName() + ".";
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, new ClassSecurityValidator.ClassSecurityPredicate() {
                    @Override
                    public boolean isTrusted(Class<?> type) {
                        return type.getName().startsWith(events);
                    }

                    @Override
                    public void forbiddenClass(String type) {
                        ClassSecurityValidator.DEFAULT.forbiddenClass(type);
                    }
                }));
    }
}
