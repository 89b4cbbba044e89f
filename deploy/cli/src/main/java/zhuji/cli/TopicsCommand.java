package zhuji.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Topics as the catalogue declares them. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "主题 Topics as the catalogue declares them: diff shows the plan, apply carries it out.",
        subcommands = {TopicsCommand.Diff.class, TopicsCommand.Apply.class})
final class TopicsCommand {

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Show what apply would do. Ends with 1 when there is something.")
    static final class Diff implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            try (Admin admin = Admin.create(cluster.kafka())) {
                TopicPlan plan = TopicPlan.of(admin);
                return Output.plan("topics", plan.lines(false), plan.isEmpty());
            }
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Create the topics that are missing, and set what is set otherwise. Nothing is deleted without --prune.")
    static final class Apply implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Option(names = "--prune", description = "Delete topics of ours that are not declared, with all they hold")
        private boolean prune;

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            try (Admin admin = Admin.create(cluster.kafka())) {
                TopicPlan plan = TopicPlan.of(admin);
                plan.lines(prune).forEach(System.out::println);
                plan.apply(admin, prune);
                System.out.println(plan.isEmpty() ? "the topics are as declared" : "done");
            }
            return 0;
        }
    }
}
