package zhuji.cli;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zhuji.wire.EventSerdes;
import zhuji.wire.SchemaProvisioning;

/** Schemas as the catalogue declares them. */
@Command(
        name = "schemas",
        description = "Schemas as the catalogue declares them.",
        subcommands = SchemasCommand.Apply.class)
final class SchemasCommand {

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Register the schemas that are missing, with compatibility FULL_TRANSITIVE.")
    static final class Apply implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Override
        public Integer call() throws IOException, RestClientException {
            List<String> registered = new SchemaProvisioning(new EventSerdes(cluster.registry()).registry()).apply();
            System.out.printf("%d schemas registered%n", registered.size());
            return 0;
        }
    }
}
