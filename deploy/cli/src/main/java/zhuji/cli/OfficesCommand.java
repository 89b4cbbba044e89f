package zhuji.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The office registry. */
@Command(name = "offices", description = "The office registry.", subcommands = OfficesCommand.Apply.class)
final class OfficesCommand {

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Put the offices of a profile on office.registered, where they differ from what stands there.")
    static final class Apply implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Option(
                names = "--profile",
                defaultValue = OfficeRegistry.DEFAULT_PROFILE,
                description = "${DEFAULT-VALUE}: every prefecture-level office is a contact point; "
                        + OfficeRegistry.GUANGXI_2001
                        + ": the eight of the notice (default: ${DEFAULT-VALUE})")
        private String profile = "";

        @Override
        public Integer call() throws IOException, ExecutionException, InterruptedException {
            int written =
                    new OfficeRegistration(cluster.kafka(), cluster.registry()).apply(OfficeRegistry.load(profile));
            System.out.printf("%d offices registered%n", written);
            return 0;
        }
    }
}
