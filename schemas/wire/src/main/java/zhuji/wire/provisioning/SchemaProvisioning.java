package zhuji.wire.provisioning;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import zhuji.events.Topic;
import zhuji.events.Topics;

/** Registers the schema of every event under every topic that may hold it, with compatibility FULL_TRANSITIVE. */
public final class SchemaProvisioning {

    private static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private final SchemaRegistryClient registry;

    public SchemaProvisioning(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Registers what is missing.
     *
     * @return the subjects that were new
     * @throws IOException when the registry cannot be reached
     * @throws RestClientException when it refuses a schema, naming why
     */
    public List<String> apply() throws IOException, RestClientException {
        Set<String> existing = new HashSet<>(registry.getAllSubjects());
        var registered = new ArrayList<String>();
        for (Topic topic : Topics.ALL) {
            for (Class<? extends SpecificRecord> event : topic.payloads()) {
                Schema schema = SpecificData.get().getSchema(event);
                String subject = topic.name() + "-" + schema.getFullName();
                registry.register(subject, new AvroSchema(schema));
                if (!existing.contains(subject)) {
                    registry.updateCompatibility(subject, COMPATIBILITY);
                    registered.add(subject);
                }
            }
        }
        return registered;
    }
}
