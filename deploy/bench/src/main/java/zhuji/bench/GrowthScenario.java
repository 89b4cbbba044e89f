package zhuji.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** What grows with what: partitions, instances, regions a commit touches, offices. Open cases are {@link IncidentsScenario}'s, again with fewer. */
@Command(
        name = "5-growth",
        aliases = "growth",
        mixinStandardHelpOptions = true,
        description = "Routing with other numbers of partitions, instances, regions and offices; the audit after each.")
final class GrowthScenario implements Callable<Integer> {

    private static final int KEYED = 4;
    private static final double WARMING = 0.5;
    private static final List<Integer> NUMBERS = List.of(1, 2, 4);
    private static final List<Integer> REGIONS = List.of(1, 8, 27);
    private static final int TENFOLD = 10;
    private static final double SELDOM = 20;

    /** What the first instances may pass while another becomes ready. */
    private static final int MEANWHILE = 600_000;

    @Option(names = "--reports", defaultValue = "300000", description = "Reports of a turn. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long reports come one by one, to see what one takes. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * One measurement.
     *
     * @param what is varied
     * @param number its value
     * @param routedPerSecond reports a second routing alone passes
     * @param auditedPerSecond records a second at which the audit found every promise kept afterwards
     */
    record Point(String what, int number, long routedPerSecond, long auditedPerSecond) {}

    /**
     * The result.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param reports reports of a turn, of which half are measured
     * @param points measurements
     * @param log what a report takes that comes by itself, through the whole pipeline; judged by the audit, too
     */
    record Result(Machine machine, boolean realText, int reports, List<Point> points, LogSize log) {}

    /** How a turn differs from the others. */
    private record Turn(
            String what, int number, ToIntFunction<Topic> partitions, int instances, List<String> offices) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        Texts texts = Texts.beside(installation.root());
        List<Point> points = new ArrayList<>();
        for (Turn turn : turns()) {
            try (LocalPipeline pipeline = servers.start(installation, "national", turn.partitions())) {
                double routed = routed(pipeline, turn, texts);
                double audited = Auditing.verifyAfter(
                        installation, pipeline, List.of(Service.INTAKE, Service.ESCALATION, Service.SCORING));
                points.add(new Point(turn.what(), turn.number(), Math.round(routed), Math.round(audited)));
                System.out.println(points.getLast());
            }
        }
        LogSize log = log(installation, texts);
        System.out.println(log);
        var result = new Result(Machine.here(installation.root()), texts.real(), reports, points, log);
        Results.write(installation.root(), "5-growth", result);
        return 0;
    }

    private static List<Turn> turns() {
        List<String> contactPoints = Reports.contactPoints();
        List<String> counties = Reports.counties();
        ToIntFunction<Topic> asDeclared = Topic::partitions;
        return Stream.of(
                        REGIONS.stream()
                                .map(number ->
                                        new Turn("regions", number, asDeclared, 1, within(contactPoints, number))),
                        NUMBERS.stream().map(number -> new Turn("partitions", number, keyed(number), 1, contactPoints)),
                        NUMBERS.stream()
                                .map(number -> new Turn("instances", number, asDeclared, number, contactPoints)),
                        Stream.of(counties.subList(0, counties.size() / TENFOLD), counties)
                                .map(offices -> new Turn("offices", offices.size(), asDeclared, 1, offices)))
                .flatMap(turns -> turns)
                .toList();
    }

    private static ToIntFunction<Topic> keyed(int number) {
        return topic -> topic.partitions() == KEYED ? number : topic.partitions();
    }

    /** Those of so many regions that have any. */
    private static List<String> within(List<String> offices, int regions) {
        List<String> some = offices.stream()
                .map(Topics::prefixOf)
                .distinct()
                .sorted()
                .limit(regions)
                .toList();
        return offices.stream()
                .filter(office -> some.contains(Topics.prefixOf(office)))
                .toList();
    }

    private double routed(LocalPipeline pipeline, Turn turn, Texts texts) throws InterruptedException {
        try (var offices =
                Submitting.of(pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts, turn.offices())) {
            long meanwhile = (long) MEANWHILE * (turn.instances() - 1);
            Filling.through(List.of(Service.INTAKE), pipeline, offices, reports + meanwhile);
        }
        try {
            return turn.instances() == 1 ? rateOfOne(pipeline) : rateOf(pipeline, turn.instances());
        } finally {
            // The one that is left does what they leave, whatever partitions they had.
            for (int instance = 1; instance < turn.instances(); instance++) {
                pipeline.stopAnother(Service.ROUTING, instance);
            }
        }
    }

    private double rateOfOne(LocalPipeline pipeline) {
        try (var counter = new Counter(pipeline, List.of(Topics.REPORT_ROUTED))) {
            pipeline.launchForLong(Service.ROUTING, List.of());
            return rate(counter);
        }
    }

    /** Counted only once all are ready; the first is busy with what there is until then. */
    private double rateOf(LocalPipeline pipeline, int instances) {
        pipeline.launchForLong(Service.ROUTING, List.of());
        for (int instance = 1; instance < instances; instance++) {
            pipeline.launchAnotherForLong(Service.ROUTING, instance, portOf(pipeline, instance));
        }
        pipeline.awaitReady(Service.ROUTING);
        for (int instance = 1; instance < instances; instance++) {
            pipeline.awaitReady(Service.ROUTING, portOf(pipeline, instance));
        }
        try (var backlog = new Backlog(pipeline);
                var counter = new Counter(pipeline, List.of(Topics.REPORT_ROUTED))) {
            long left = backlog.of(List.of(Service.ROUTING));
            if (left < reports) {
                throw new IllegalStateException("only " + left + " reports were left when all instances were ready");
            }
            return rate(counter);
        }
    }

    /** Where another instance listens: after the last port the pipeline has. */
    private static int portOf(LocalPipeline pipeline, int instance) {
        return pipeline.ports().grafana() + instance;
    }

    private double rate(Counter counter) {
        long warming = Math.round(WARMING * reports);
        return counter.rate(warming, reports - warming);
    }

    /** What a report takes when nearly each has a transaction of its own, as on any day but the busiest. */
    private LogSize log(Installation installation, Texts texts) throws InterruptedException {
        List<Service> all = List.of(Service.values());
        try (LocalPipeline pipeline = servers.start(installation, "national");
                var offices = Submitting.of(pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts);
                var backlog = new Backlog(pipeline)) {
            all.forEach(service -> pipeline.launchForLong(service, List.of()));
            all.forEach(pipeline::awaitReady);
            offices.submit(Math.round(SELDOM * seconds), SELDOM);
            backlog.awaitNone(all);
            LogSize size = LogSize.of(pipeline, offices.submitted());
            Auditing.verifyAfter(installation, pipeline, List.of());
            return size;
        }
    }
}
