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
        description = "Routing with other numbers of partitions, instances, regions and offices.")
final class GrowthScenario implements Callable<Integer> {

    private static final int KEYED = 4;
    private static final double WARMING = 0.5;
    private static final List<Integer> NUMBERS = List.of(1, 2, 4);
    private static final List<Integer> REGIONS = List.of(1, 8, 31);

    @Option(names = "--reports", defaultValue = "300000", description = "Reports of a turn. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * One measurement.
     *
     * @param what is varied
     * @param number its value
     * @param routedPerSecond reports a second routing alone passes
     */
    record Point(String what, int number, long routedPerSecond) {}

    /**
     * The result.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param reports reports of a turn, of which half are measured
     * @param points measurements
     */
    record Result(Machine machine, boolean realText, int reports, List<Point> points) {}

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
                points.add(new Point(turn.what(), turn.number(), Math.round(routed(pipeline, turn, texts))));
                System.out.println(points.getLast());
            }
        }
        var result = new Result(Machine.here(installation.root()), texts.real(), reports, points);
        Results.write(installation.root(), "5-growth", result);
        return 0;
    }

    private static List<Turn> turns() {
        List<String> contactPoints = Reports.contactPoints();
        ToIntFunction<Topic> asDeclared = Topic::partitions;
        return Stream.of(
                        REGIONS.stream()
                                .map(number ->
                                        new Turn("regions", number, asDeclared, 1, within(contactPoints, number))),
                        NUMBERS.stream().map(number -> new Turn("partitions", number, keyed(number), 1, contactPoints)),
                        NUMBERS.stream()
                                .map(number -> new Turn("instances", number, asDeclared, number, contactPoints)),
                        Stream.of(
                                new Turn("offices", contactPoints.size(), asDeclared, 1, contactPoints),
                                new Turn("offices", Reports.offices().size(), asDeclared, 1, Reports.offices())))
                .flatMap(turns -> turns)
                .toList();
    }

    private static ToIntFunction<Topic> keyed(int number) {
        return topic -> topic.partitions() == KEYED ? number : topic.partitions();
    }

    private static List<String> within(List<String> offices, int regions) {
        List<String> some = Topics.REGIONS.subList(0, Math.min(regions, Topics.REGIONS.size()));
        return offices.stream()
                .filter(office -> some.contains(Topics.prefixOf(office)))
                .toList();
    }

    private double routed(LocalPipeline pipeline, Turn turn, Texts texts) throws InterruptedException {
        pipeline.launchForLong(Service.INTAKE, List.of());
        pipeline.awaitReady(Service.INTAKE);
        try (var offices = Submitting.of(
                        pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts, turn.offices());
                var backlog = new Backlog(pipeline)) {
            offices.submit(reports);
            backlog.awaitNone(List.of(Service.INTAKE));
        }
        pipeline.stop(Service.INTAKE);
        try (var counter = new Counter(pipeline, List.of(Topics.REPORT_ROUTED))) {
            pipeline.launchForLong(Service.ROUTING, List.of());
            for (int instance = 1; instance < turn.instances(); instance++) {
                int port = pipeline.ports().grafana() + instance;
                pipeline.launchAnotherForLong(Service.ROUTING, instance, port);
                pipeline.awaitReady(Service.ROUTING, port);
            }
            long warming = Math.round(WARMING * reports);
            return counter.rate(warming, reports - warming);
        }
    }
}
