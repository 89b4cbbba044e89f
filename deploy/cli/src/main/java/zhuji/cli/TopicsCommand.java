package zhuji.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zhuji.wire.TopicProvisioning;

/** Topics as the catalogue declares them. */
@Command(
        name = "topics",
        description = "Topics as the catalogue declares them.",
        subcommands = TopicsCommand.Apply.class)
final class TopicsCommand {

    @Command(name = "apply", mixinStandardHelpOptions = true, description = "Create the topics that do not exist yet.")
    static final class Apply implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            try (Admin admin = Admin.create(cluster.kafka())) {
                List<String> created = new TopicProvisioning(admin).apply();
                System.out.printf("%d topics created%n", created.size());
            }
            return 0;
        }
    }
}
