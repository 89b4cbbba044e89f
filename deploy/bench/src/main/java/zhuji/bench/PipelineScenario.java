package zhuji.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** The whole pipeline: four services, a reader on every destination, office systems. */
@Command(
        name = "3-pipeline",
        aliases = "pipeline",
        mixinStandardHelpOptions = true,
        description =
                "Four services and a reader on every destination: highest steady rate, and how long a report takes.")
final class PipelineScenario implements Callable<Integer> {

    private static final List<Service> ALL = List.of(Service.values());

    /** Of the rate of bursts: a record that comes by itself costs more than one of many. */
    private static final double FIRST_TRY = 0.9;

    private static final double LITTLE = 200;
    private static final double HALF = 0.5;
    private static final double MUCH = 0.8;
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final double WARMING = 0.5;

    /** Of what is submitted meanwhile, how much a steady backlog may differ: it goes up and down with every commit. */
    private static final double GROWTH = 0.01;

    @Option(
            names = "--reports",
            defaultValue = "500000",
            description =
                    "Reports of a burst that is measured; of one that warms, half as many. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(
            names = "--bursts",
            defaultValue = "2",
            description = "Bursts, each followed by the loop. Default: ${DEFAULT-VALUE}")
    private int bursts;

    @Option(
            names = "--warming",
            defaultValue = "8",
            description = "Bursts before one is measured, in which processes become warm. Default: ${DEFAULT-VALUE}")
    private int warming;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long a rate is held. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--incident-every",
            defaultValue = "100",
            description = "Of what is submitted at a rate, one in so many is an incident. Default: ${DEFAULT-VALUE}")
    private int incidentEvery;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * How long reports took at a rate.
     *
     * @param perSecond reports submitted a second
     * @param millis by destination; of the first rung, from the office's sending
     * @param latestSubmission how late, at most, office systems were with a submission, milliseconds
     */
    record Latency(long perSecond, Map<ArrivalReader.Destination, Lags.Summary> millis, long latestSubmission) {}

    /**
     * A burst.
     *
     * @param perSecond reports a second, from the first submission until all services have read everything
     * @param microsEach microseconds of a processor each process took for a report
     */
    private record Burst(double perSecond, Map<String, Double> microsEach) {}

    /**
     * The result.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param reports reports of a burst that is measured
     * @param burstPerSecond reports a second from a burst's first submission until all services have read everything
     * @param microsEach microseconds of a processor each process took for a report of the last burst that was measured
     * @param loopPerSecond reports a second of the hand-written loop, after each burst
     * @param ofLoop what the pipeline's rate is of the loop's, the median
     * @param steadyPerSecond the highest rate at which the backlog did not grow
     * @param steadyOfLoop what that is of the loop's median
     * @param latency at rates
     * @param auditedPerSecond records a second at which the audit found every promise kept afterwards
     */
    record Result(
            Machine machine,
            boolean realText,
            int reports,
            List<Long> burstPerSecond,
            Map<String, Double> microsEach,
            List<Long> loopPerSecond,
            double ofLoop,
            long steadyPerSecond,
            double steadyOfLoop,
            List<Latency> latency,
            long auditedPerSecond) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        Texts texts = Texts.beside(installation.root());
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            Contenders.prepare(pipeline);
            try (var offices = Submitting.withIncidents(
                            pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts, incidentEvery);
                    var arrivals = new ArrivalReader(pipeline);
                    var backlog = new Backlog(pipeline)) {
                Result result = new Run(pipeline, offices, arrivals, backlog)
                        .measured(installation, Machine.here(installation.root()), texts.real());
                print(result);
                Results.write(installation.root(), "3-pipeline", result);
            }
        }
        return 0;
    }

    /** One run of it. */
    private final class Run {

        private final LocalPipeline pipeline;
        private final Submitting offices;
        private final ArrivalReader arrivals;
        private final Backlog backlog;

        Run(LocalPipeline pipeline, Submitting offices, ArrivalReader arrivals, Backlog backlog) {
            this.pipeline = pipeline;
            this.offices = offices;
            this.arrivals = arrivals;
            this.backlog = backlog;
        }

        Result measured(Installation installation, Machine machine, boolean realText) throws InterruptedException {
            List<Double> bursts = new ArrayList<>();
            List<Double> loops = new ArrayList<>();
            Map<String, Double> microsEach = Map.of();
            for (int turn = 0; turn < PipelineScenario.this.bursts; turn++) {
                start();
                Burst burst = burst(reports);
                bursts.add(burst.perSecond());
                microsEach = burst.microsEach();
                stop();
                loops.add(loop(turn));
                System.out.printf("a burst %,.0f /s, the loop %,.0f /s%n", bursts.getLast(), loops.getLast());
            }
            start();
            double steady = SteadyRate.search(FIRST_TRY * Figures.median(bursts), this::isSteady);
            List<Latency> latencies = List.of(latency(LITTLE), latency(HALF * steady), latency(MUCH * steady));
            backlog.awaitNone(ALL);
            stop();
            return new Result(
                    machine,
                    realText,
                    reports,
                    Figures.whole(bursts),
                    microsEach,
                    Figures.whole(loops),
                    Figures.share(bursts, loops),
                    Math.round(steady),
                    Figures.rounded(steady / Figures.median(loops)),
                    latencies,
                    Math.round(Auditing.verify(installation, pipeline)));
        }

        private void start() throws InterruptedException {
            ALL.forEach(service -> pipeline.launchForLong(service, List.of()));
            ALL.forEach(pipeline::awaitReady);
            for (int each = 0; each < warming; each++) {
                burst((reports + 1) / 2);
            }
        }

        private void stop() {
            ALL.forEach(pipeline::stop);
        }

        private Burst burst(int number) throws InterruptedException {
            Effort before = Effort.of(pipeline);
            long start = System.nanoTime();
            offices.submit(number);
            long took = backlog.awaitNone(ALL) - start;
            Map<String, Double> microsEach = Effort.of(pipeline).microsEachSince(before, number);
            System.out.println("microseconds of a processor for each report: " + microsEach);
            return new Burst(number * 1e9 / took, microsEach);
        }

        private double loop(int turn) {
            Contender loop = Contenders.loop();
            try (var counter = new Counter(pipeline, loop.counted())) {
                loop.start(pipeline, turn);
                long first = Math.round(WARMING * reports);
                return counter.rate(first, reports - first);
            } finally {
                loop.stop(pipeline);
            }
        }

        /** The backlog of the last third of the time is that of the third before it. */
        private boolean isSteady(double rate) throws InterruptedException {
            CompletableFuture<Long> submitting =
                    CompletableFuture.supplyAsync(() -> offices.submit(Math.round(rate * seconds), rate));
            List<Double> seen = new ArrayList<>();
            while (!submitting.isDone()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                pipeline.requireAlive();
                seen.add((double) backlog.of(ALL));
            }
            int third = seen.size() / 3;
            double before = Figures.median(seen.subList(third, 2 * third));
            double last = Figures.median(seen.subList(2 * third, seen.size()));
            boolean steady = last <= before + GROWTH * rate * third && submitting.join() < LOOK_EVERY_MILLIS;
            backlog.awaitNone(ALL);
            System.out.printf(
                    "%,.0f /s: backlog %,.0f, then %,.0f, submitted %d ms late at most: %s%n",
                    rate, before, last, submitting.join(), steady ? "steady" : "too much");
            return steady;
        }

        private Latency latency(double rate) throws InterruptedException {
            backlog.awaitNone(ALL);
            offices.submit(Math.round(rate * seconds / 6), rate);
            backlog.awaitNone(ALL);
            arrivals.take();
            long late = offices.submit(Math.round(rate * seconds), rate);
            backlog.awaitNone(ALL);
            Thread.sleep(LOOK_EVERY_MILLIS);
            var latency = new Latency(Math.round(rate), arrivals.take(), late);
            System.out.println(latency);
            return latency;
        }
    }

    private static void print(Result result) {
        System.out.printf("%nbursts              %s reports a second%n", result.burstPerSecond());
        System.out.printf("hand-written loop   %s%n", result.loopPerSecond());
        System.out.printf("of the loop         %.3f%n", result.ofLoop());
        System.out.printf(
                "steady              %,d a second, %.3f of the loop%n",
                result.steadyPerSecond(), result.steadyOfLoop());
        result.latency()
                .forEach(latency -> latency.millis()
                        .forEach((destination, millis) -> System.out.printf(
                                "%,8d /s  %-12s p50 %5d  p99 %5d  p99.9 %5d ms%n",
                                latency.perSecond(), destination, millis.p50(), millis.p99(), millis.p999())));
        System.out.printf("%nnothing found by the audit, %,d records a second%n", result.auditedPerSecond());
    }
}
