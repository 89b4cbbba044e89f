package zhuji.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.events.AnnualDecision;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Outcome;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** The office registry. */
@Command(
        name = "offices",
        description = "The office registry.",
        subcommands = {
            OfficesCommand.Diff.class,
            OfficesCommand.Apply.class,
            OfficesCommand.Designate.class,
            OfficesCommand.Show.class
        })
final class OfficesCommand {

    /** Which offices there are to be. */
    private static final class Desired {

        @Parameters(
                arity = "0..1",
                paramLabel = "FILE",
                description =
                        "CSV with a heading: code,name,level,parent,contactPoint,status,successors; else a profile")
        private @Nullable Path file;

        @Option(
                names = "--profile",
                defaultValue = OfficeRegistry.DEFAULT_PROFILE,
                description = "${DEFAULT-VALUE}: every prefecture-level office is a contact point; "
                        + OfficeRegistry.GUANGXI_2001
                        + ": the eight of the notice; " + OfficeRegistry.SAMPLE
                        + ": one prefecture in eight (default: ${DEFAULT-VALUE})")
        private String profile = "";

        @Option(
                names = "--prune",
                description = "Retire offices that are not among them: they become FORMER and file no longer")
        private boolean prune;

        Map<String, OfficeRegistered> offices() {
            return file == null ? OfficeRegistry.load(profile) : OfficeRegistry.read(file);
        }

        /** Codes that stand and are not desired. */
        List<String> surplus(Map<String, OfficeRegistered> standing) {
            Map<String, OfficeRegistered> offices = offices();
            return standing.keySet().stream()
                    .filter(code -> !offices.containsKey(code)
                            && Objects.requireNonNull(standing.get(code)).getStatus() != OfficeStatus.FORMER)
                    .sorted()
                    .toList();
        }

        /** What would be done, a line each. */
        List<String> plan(Map<String, OfficeRegistered> standing) {
            List<String> lines = new ArrayList<>();
            OfficeRegistration.dated(offices(), standing, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                    .values()
                    .forEach(office -> {
                        OfficeRegistered known = standing.get(office.getCode());
                        if (known == null) {
                            lines.add("+ register " + office.getCode() + " " + office.getName());
                        } else if (!known.equals(office)) {
                            lines.add("~ change " + office.getCode() + " " + office.getName() + ": "
                                    + changes(known, office));
                        }
                    });
            surplus(standing)
                    .forEach(code -> lines.add(
                            prune ? "- retire " + code : "  not among them: " + code + " (--prune retires it)"));
            return lines;
        }

        private static String changes(OfficeRegistered known, OfficeRegistered office) {
            return office.getSchema().getFields().stream()
                    .filter(field -> !Objects.equals(known.get(field.pos()), office.get(field.pos())))
                    .map(field -> field.name() + " " + known.get(field.pos()) + " -> " + office.get(field.pos()))
                    .collect(Collectors.joining(", "));
        }
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Show what apply would do. Ends with 1 when there is something.")
    static final class Diff implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Mixin
        private Desired desired = new Desired();

        @Override
        public Integer call() {
            List<String> plan = desired.plan(new OfficeRegistration(cluster.kafka(), cluster.registry()).standing());
            return Output.plan("offices", plan, plan.stream().allMatch(line -> line.startsWith(" ")));
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Put offices on office.registered where they differ from what stands there. Nothing is retired without"
                            + " --prune, and nothing ever taken off.")
    static final class Apply implements Callable<Integer> {

        /** So many lines of a plan are shown. */
        private static final int SHOWN = 50;

        @Mixin
        private Cluster cluster = new Cluster();

        @Mixin
        private Desired desired = new Desired();

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            var registration = new OfficeRegistration(cluster.kafka(), cluster.registry());
            Map<String, OfficeRegistered> standing = registration.standing();
            List<String> plan = desired.plan(standing);
            plan.stream().limit(SHOWN).forEach(System.out::println);
            if (plan.size() > SHOWN) {
                System.out.printf("and %d more; zhuji offices diff shows all%n", plan.size() - SHOWN);
            }
            int written = registration.apply(desired.offices(), desired.prune ? desired.surplus(standing) : List.of());
            System.out.printf("%d offices registered%n", written);
            return 0;
        }
    }

    @Command(
            name = "designate",
            mixinStandardHelpOptions = true,
            description = "指定联系点 Make an office a contact point from now on, also one that a year had taken off.")
    static final class Designate implements Callable<Integer> {

        @Mixin
        private Cluster cluster = new Cluster();

        @Parameters(paramLabel = "CODE", description = "GB/T 2260 code")
        private String code = "";

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            new OfficeRegistration(cluster.kafka(), cluster.registry()).designate(Given.division("CODE", code));
            System.out.println(code + " is a contact point from now on 自即日起为联系点");
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
            if (office.getContactPointFrom() != null) {
                System.out.printf("so from %s on 自该时起%n", office.getContactPointFrom());
            }
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
                System.out.printf("no contact point from %s on 自此不再是联系点%n", decision.getAt());
            }
        }
    }
}
