package zhuji.cli;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.provisioning.SchemaProvisioning;

/** Schemas as the catalogue declares them. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        description = "模式 Schemas as the catalogue declares them: diff shows the plan, apply carries it out.",
        subcommands = {SchemasCommand.Diff.class, SchemasCommand.Apply.class})
final class SchemasCommand {

    /** What would be registered, a line each. */
    private static List<String> plan(SchemaRegistryClient registry) throws IOException, RestClientException {
        Set<String> subjects = new HashSet<>(registry.getAllSubjects());
        List<String> lines = new ArrayList<>();
        for (Topic topic : Topics.ALL) {
            for (Class<? extends SpecificRecord> event : topic.payloads()) {
                var schema = new AvroSchema(SpecificData.get().getSchema(event));
                String subject = topic.name() + "-" + schema.name();
                if (!subjects.contains(subject)) {
                    lines.add("+ register " + subject);
                } else if (!registry.getLatestSchemaMetadata(subject)
                        .getSchema()
                        .equals(schema.canonicalString())) {
                    boolean known = isKnown(registry, subject, schema);
                    if (!known) {
                        lines.add("~ another version of " + subject);
                    }
                }
            }
        }
        return lines;
    }

    private static boolean isKnown(SchemaRegistryClient registry, String subject, AvroSchema schema)
            throws IOException {
        try {
            return registry.getVersion(subject, schema) > 0;
        } catch (RestClientException unknown) {
            return false;
        }
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Show what apply would register. Ends with 1 when there is something.")
    static final class Diff implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Override
        public Integer call() throws IOException, RestClientException {
            List<String> plan = plan(new EventSerdes(cluster.registry()).registry());
            return Output.plan("schemas", plan, plan.isEmpty());
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Register the schemas that are missing, with compatibility FULL_TRANSITIVE. Nothing is ever deleted:"
                            + " the log names schemas by number.")
    static final class Apply implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Override
        public Integer call() throws IOException, RestClientException {
            SchemaRegistryClient registry = new EventSerdes(cluster.registry()).registry();
            List<String> plan = plan(registry);
            plan.forEach(System.out::println);
            new SchemaProvisioning(registry).apply();
            System.out.println(plan.isEmpty() ? "the schemas are as declared" : "done");
            return 0;
        }
    }
}
