package zhuji.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.events.AnnualDecision;
import zhuji.events.OfficeRegistered;
import zhuji.events.Outcome;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** The office registry. */
@Command(
        name = "offices",
        description = "The office registry.",
        subcommands = {OfficesCommand.Apply.class, OfficesCommand.Show.class})
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

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show an office as it is registered, and what years have decided of it.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Parameters(paramLabel = "CODE", description = "GB/T 2260 code")
        private String code = "";

        @Override
        public Integer call() {
            var serdes = new EventSerdes(cluster.registry());
            OfficeRegistered office = CompactedTopic.latest(
                            cluster.kafka(), serdes, Topics.OFFICE_REGISTERED, OfficeRegistered.class)
                    .get(code);
            if (office == null) {
                System.err.println("zhuji: no office is registered under " + code);
                return 1;
            }
            System.out.printf(
                    "%s %s  %s  %s%s%n",
                    office.getCode(),
                    office.getName(),
                    office.getLevel(),
                    office.getStatus(),
                    office.getContactPoint() ? "  contact point 联系点" : "");
            if (!office.getSuccessors().isEmpty()) {
                System.out.println("followed by " + String.join(", ", office.getSuccessors()));
            }
            CompactedTopic.latest(cluster.kafka(), serdes, Topics.SCORE_DECISION, AnnualDecision.class)
                    .values()
                    .stream()
                    .filter(decision -> decision.getOffice().equals(code))
                    .sorted(Comparator.comparingInt(AnnualDecision::getYear))
                    .forEach(Show::print);
            return 0;
        }

        private static void print(AnnualDecision decision) {
            boolean revoked = decision.getConfirmed() && decision.getOutcome() == Outcome.REVOKE;
            System.out.printf(
                    "%d: rank %d of %d, %s, %s%n",
                    decision.getYear(),
                    decision.getRank(),
                    decision.getContactPoints(),
                    decision.getOutcome(),
                    decision.getConfirmed() ? "confirmed 已核定" : "proposed 待核定");
            if (revoked) {
                System.out.printf("no contact point from %d on 不再是联系点%n", decision.getYear() + 1);
            }
        }
    }
}
