package zhuji.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.local.Installation;
import zhuji.local.JavaOptions;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/**
 * Many open cases, each with a window: how long after its instant a deadline is reported missed, what memory that takes, and how long a
 * restart with all that state takes: after a clean stop, after a crash, and on a machine that has nothing of it. Then the audit.
 */
@Command(
        name = "4-incidents",
        aliases = "incidents",
        mixinStandardHelpOptions = true,
        description = "Open cases with a window each: firing lag, memory, restart, then the audit.")
final class IncidentsScenario implements Callable<Integer> {

    private static final Duration POLICY_WINDOW = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final double MILLIS = 1_000.0;

    @Option(names = "--cases", defaultValue = "100000", description = "Open cases. Default: ${DEFAULT-VALUE}")
    private int cases;

    @Option(names = "--rate", defaultValue = "600", description = "Cases opened a second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--window",
            defaultValue = "240",
            description =
                    "Seconds a window lasts; longer than the opening takes, so that all are open. Default: ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--result",
            defaultValue = "4-incidents",
            description = "Name of the result. Default: ${DEFAULT-VALUE}")
    private String name = "";

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param cases open cases
     * @param ratePerSecond cases opened a second, and so deadlines that fall due
     * @param windowSeconds how long each had
     * @param firingLagMillis from a deadline to its being handled
     * @param seenLagMillis from a deadline to a reader's seeing the committed event
     * @param heapMegabytes most heap in use
     * @param heapLimitMegabytes what the heap may grow to
     * @param residentMegabytes resident memory of the process at the end
     * @param restartSeconds from the command to ready, with the state kept by a clean stop
     * @param restartAfterCrashSeconds from the command to ready, after SIGKILL
     * @param restartWithoutStateSeconds from the command to ready, all state restored from Kafka, as on another machine
     * @param auditedPerSecond records a second at which the audit found every promise kept afterwards
     */
    record Result(
            Machine machine,
            boolean realText,
            int cases,
            int ratePerSecond,
            int windowSeconds,
            Lags.Summary firingLagMillis,
            Lags.Summary seenLagMillis,
            long heapMegabytes,
            int heapLimitMegabytes,
            long residentMegabytes,
            double restartSeconds,
            double restartAfterCrashSeconds,
            double restartWithoutStateSeconds,
            long auditedPerSecond) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        try (LocalPipeline pipeline = servers.start(installation, "demo")) {
            launch(pipeline);
            pipeline.launchForLong(Service.INTAKE, List.of());
            pipeline.awaitReady(Service.ESCALATION);
            pipeline.awaitReady(Service.INTAKE);
            Result result = measure(installation, pipeline, Texts.beside(installation.root()));
            print(result);
            Results.write(installation.root(), name, result);
        }
        return 0;
    }

    private void launch(LocalPipeline pipeline) {
        pipeline.launchForLong(Service.ESCALATION, List.of("--escalation.speed=" + POLICY_WINDOW.toSeconds() / window));
    }

    private Result measure(Installation installation, LocalPipeline pipeline, Texts texts)
            throws IOException, InterruptedException {
        try (var reader = new MissReader(pipeline.kafka(), new EventSerdes(pipeline.registryUrl()))) {
            open(pipeline, texts);
            say(cases + " cases are open; waiting for their deadlines");
            long heap = awaitMisses(pipeline, reader);
            long resident = Memory.resident(pipeline.pid(Service.ESCALATION));
            say("all reported missed; restarting after a clean stop, then after a crash");
            pipeline.stop(Service.ESCALATION);
            double clean = restart(pipeline);
            pipeline.kill(Service.ESCALATION);
            double crash = restart(pipeline);
            pipeline.kill(Service.ESCALATION);
            Servers.delete(pipeline.data().resolve("state").resolve(Service.ESCALATION.id()));
            double elsewhere = restart(pipeline);
            return new Result(
                    Machine.here(installation.root()),
                    texts.real(),
                    cases,
                    rate,
                    window,
                    reader.fired(),
                    reader.seen(),
                    heap,
                    JavaOptions.HEAP_FOR_LONG_MEGABYTES,
                    resident,
                    clean,
                    crash,
                    elsewhere,
                    Math.round(
                            Auditing.verifyAfter(installation, pipeline, List.of(Service.ROUTING, Service.SCORING))));
        }
    }

    private void open(LocalPipeline pipeline, Texts texts) {
        var serdes = new EventSerdes(pipeline.registryUrl());
        try (var offices = Submitting.incidents(pipeline.kafka(), serdes, texts, Reports.counties())) {
            offices.submit(cases, rate);
        }
    }

    private long awaitMisses(LocalPipeline pipeline, MissReader reader) throws InterruptedException {
        Instant until = Instant.now().plus(LONGEST);
        long heap = 0;
        int told = 0;
        while (reader.count() < cases) {
            pipeline.requireAlive();
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("only " + reader.count() + " of " + cases + " deadlines were reported");
            }
            Thread.sleep(1_000);
            heap = Math.max(heap, heap(pipeline));
            if (reader.count() >= told + cases / 10) {
                told = reader.count();
                say(told + " reported missed, heap " + heap + " MB at most");
            }
        }
        return heap;
    }

    private double restart(LocalPipeline pipeline) {
        long start = System.nanoTime();
        launch(pipeline);
        pipeline.awaitReady(Service.ESCALATION);
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }

    private static long heap(LocalPipeline pipeline) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var address =
                    URI.create("http://127.0.0.1:" + pipeline.ports().of(Service.ESCALATION) + "/actuator/prometheus");
            String metrics = http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            double bytes = metrics.lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            return (long) (bytes / 1024 / 1024);
        } catch (IOException busy) {
            return 0;
        }
    }

    private static void print(Result result) {
        System.out.printf("%nopen cases                        %,10d%n", result.cases());
        System.out.printf(
                "firing lag p50 / p99 / max        %5.3f / %5.3f / %5.3f s%n",
                result.firingLagMillis().p50() / MILLIS,
                result.firingLagMillis().p99() / MILLIS,
                result.firingLagMillis().max() / MILLIS);
        System.out.printf(
                "until a reader sees it            %5.3f / %5.3f / %5.3f s%n",
                result.seenLagMillis().p50() / MILLIS,
                result.seenLagMillis().p99() / MILLIS,
                result.seenLagMillis().max() / MILLIS);
        System.out.printf(
                "heap at most, of                  %d, %d MB%n", result.heapMegabytes(), result.heapLimitMegabytes());
        System.out.printf("resident                          %d MB%n", result.residentMegabytes());
        System.out.printf(
                "restart: clean / crash / no state  %.1f / %.1f / %.1f s%n",
                result.restartSeconds(), result.restartAfterCrashSeconds(), result.restartWithoutStateSeconds());
        System.out.printf("%nnothing found by the audit, %,d records a second%n%n", result.auditedPerSecond());
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
