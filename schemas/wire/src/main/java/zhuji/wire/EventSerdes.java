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
import org.apache.kafka.common.errors.RetriableException;
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
                List.of(registryUrl), SCHEMAS_CACHED, List.of(new AvroSchemaProvider()), Map.of(), Map.of());
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

    /**
     * Schemas by their number in the registry, each asked for once by who keeps what it makes of it. It fails with a {@link SerializationException},
     * which may be mended by trying again unless the registry itself says that it has no such schema of Avro.
     */
    public IntFunction<Schema> schemas() {
        return number -> {
            try {
                return (Schema) registry.getSchemaById(number).rawSchema();
            } catch (RestClientException refused) {
                throw unavailable(refused);
            } catch (IOException failed) {
                throw unavailable(isOfAnotherKind(failed) ? failed : new NotTheRegistry(failed));
            }
        };
    }

    private static SerializationException unavailable(Exception cause) {
        return new SerializationException("the schema of a record cannot be had from the registry", cause);
    }

    /** The registry has a schema of that number, of JSON or Protobuf, which Confluent's client tells by these words alone. */
    private static boolean isOfAnotherKind(IOException failed) {
        return failed.getClass() == IOException.class
                && String.valueOf(failed.getMessage()).startsWith("Invalid schema");
    }

    /** Something else answered in the registry's place, a login page of a gateway or half an answer: that says nothing about the schema. */
    private static final class NotTheRegistry extends RetriableException {
        private static final long serialVersionUID = 1;

        NotTheRegistry(IOException cause) {
            super("what answered is not the schema registry, or was cut off", cause);
        }
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
