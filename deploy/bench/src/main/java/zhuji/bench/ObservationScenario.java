package zhuji.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** Routing with metrics and tracing as shipped, scraped every five seconds, and with neither, in turn. */
@Command(
        name = "7-observation",
        aliases = "observation",
        mixinStandardHelpOptions = true,
        description = "What metrics and tracing cost routing, beside the same without; then the audit.")
final class ObservationScenario implements Callable<Integer> {

    private static final List<String> WITHOUT =
            List.of("--management.tracing.enabled=false", "--management.metrics.enable.all=false");
    private static final Duration SCRAPED = Duration.ofSeconds(5);

    /** Between the end of a turn and that of the process: it goes on until it is stopped. */
    private static final int PASSED_AT_MOST = 100_000;

    /** Of the reports of a turn, those during which the process becomes warm. */
    private static final double WARMING = 0.4;

    @Option(names = "--reports", defaultValue = "300000", description = "Reports of a turn. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(names = "--pairs", defaultValue = "6", description = "Pairs of turns. Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param reports reports of a turn
     * @param withPerSecond reports a second with metrics and tracing, of each turn
     * @param withoutPerSecond reports a second with neither, of each turn
     * @param share the median, pair by pair, of the one in the other
     * @param auditedPerSecond records a second at which the audit found every promise kept afterwards
     */
    record Result(
            Machine machine,
            boolean realText,
            int reports,
            List<Long> withPerSecond,
            List<Long> withoutPerSecond,
            double share,
            long auditedPerSecond) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            Result result = measure(installation, pipeline, Texts.beside(installation.root()));
            System.out.printf(
                    "%nwith metrics and tracing, of without     %.3f%n%nnothing found by the audit, %,d records a second%n%n",
                    result.share(), result.auditedPerSecond());
            Results.write(installation.root(), "7-observation", result);
        }
        return 0;
    }

    private Result measure(Installation installation, LocalPipeline pipeline, Texts texts)
            throws IOException, InterruptedException {
        try (var offices = Submitting.of(pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts)) {
            Filling.through(List.of(Service.INTAKE), pipeline, offices, 2L * pairs * (reports + PASSED_AT_MOST));
        }
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            // Whichever is second finds the machine as the first left it.
            if (pair % 2 == 0) {
                with.add(turn(pipeline, List.of()));
                without.add(turn(pipeline, WITHOUT));
            } else {
                without.add(turn(pipeline, WITHOUT));
                with.add(turn(pipeline, List.of()));
            }
            System.out.printf("with %,.0f /s, without %,.0f /s%n", with.getLast(), without.getLast());
        }
        System.out.println("the rest of the pipeline follows, and the audit judges it");
        double audited = Auditing.verifyAfter(installation, pipeline, List.of(Service.values()));
        return new Result(
                Machine.here(installation.root()),
                texts.real(),
                reports,
                Figures.whole(with),
                Figures.whole(without),
                Figures.rounded(Figures.share(with, without)),
                Math.round(audited));
    }

    /** @return reports a second, once the process is warm */
    private double turn(LocalPipeline pipeline, List<String> settings) {
        var done = new CountDownLatch(1);
        try (var counter = new Counter(pipeline, List.of(Topics.REPORT_ROUTED))) {
            pipeline.launchForLong(Service.ROUTING, settings);
            pipeline.awaitReady(Service.ROUTING);
            if (settings.isEmpty()) {
                scrape(pipeline.ports().of(Service.ROUTING), done);
            }
            long warming = Math.round(WARMING * reports);
            return counter.rate(warming, reports - warming);
        } finally {
            done.countDown();
            pipeline.stop(Service.ROUTING);
        }
    }

    private static void scrape(int port, CountDownLatch done) {
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
        Thread.ofPlatform().daemon().name("scrape").start(() -> {
            try (HttpClient http = HttpClient.newHttpClient()) {
                do {
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
                } while (!done.await(SCRAPED.toMillis(), TimeUnit.MILLISECONDS));
            } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
