package zhuji.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zhuji.audit.bundle.BundleWriter;
import zhuji.audit.log.KafkaLog;
import zhuji.cli.OfficeRegistry;
import zhuji.wire.EventSerdes;

/** {@code ./deploy/local/run}: starts everything, feeds it, shows what came of it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        version = "zhuji 0.1",
        description = {
            "在本机运行整条流水线：真实的Kafka与模式注册中心，四个服务各为独立进程。",
            "Runs the whole pipeline on this machine: a real broker, a real registry, the four services as processes."
        },
        sortOptions = false)
public final class LocalRun implements Callable<Integer> {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration PROGRESS = Duration.ofSeconds(2);
    private static final Duration STANDSTILL = Duration.ofMinutes(2);
    private static final Duration ERASURE = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final int AUDIT_EVERY = 30;
    private static final int ARRIVALS_A_SECOND = 30;

    /** Desks that answer, or do not. */
    enum Desks {
        scripted,
        silent
    }

    /** Which clock the policy runs by. */
    enum PolicyClock {
        demo,
        national
    }

    @Option(names = "--once", description = "End after the input is drained.")
    private boolean once;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Feed this file of submissions, one JSON object a line; repeatable. Default: the shipped sample year.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--summary", paramLabel = "FILE", description = "Write the summary as JSON.")
    private @Nullable Path summaryFile;

    @Option(
            names = "--desks",
            defaultValue = "scripted",
            description =
                    "scripted: most desks relay in time, some late, some never, some return or go past a level. silent: none acts."
                            + " Default: ${DEFAULT-VALUE}")
    private Desks desks = Desks.scripted;

    @Option(
            names = "--close-year",
            description = "Close the year once the input is drained, and show the first ten of its ranking.")
    private boolean closeYear;

    @Option(
            names = "--bundle",
            paramLabel = "FILE.zip",
            description = "Export everything at the end into a bundle for zhuji audit verify.")
    private @Nullable Path bundle;

    @Option(
            names = "--observe",
            description =
                    "Also start Prometheus with our rules, the standing audit, and Grafana where it is installed.")
    private boolean observe;

    @Option(
            names = "--policy",
            defaultValue = "demo",
            description =
                    "demo: the policy's clock runs 1,200 times as fast and any past year is taken. national: the real one. Default: ${DEFAULT-VALUE}")
    private PolicyClock policy = PolicyClock.demo;

    @Option(
            names = "--ports",
            paramLabel = "BASE",
            description = "Listen on eleven ports from BASE on instead of the standard ones.")
    private @Nullable Integer base;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keep logs, broker and state here, and go on from what is there. Default: .run in the project's folder, new each time.")
    private @Nullable Path data;

    public static void main(String[] args) {
        var command = new CommandLine(new LocalRun())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("run: " + sentence(failure));
                    return 1;
                });
        System.exit(command.execute(args));
    }

    private static String sentence(Exception failure) {
        return failure instanceof Trouble
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        inputs.forEach(LocalRun::requireReadable);
        Installation installation = Installation.current();
        Ports ports = base == null ? Ports.standard() : Ports.from(base);
        ports.requireFree();
        if (observe) {
            ports.requireFreeToObserve();
            Monitoring.requireInstalled();
        }
        var folder = data == null ? RunFolder.fresh(installation.root().resolve(".run")) : RunFolder.kept(data);
        var pipeline = new LocalPipeline(installation, ports, folder.path(), policy.name());
        if (inputs.isEmpty()) {
            pipeline.useOffices(OfficeRegistry.SAMPLE);
        }
        var monitoring = new Monitoring(installation, pipeline);
        var stop = Thread.ofPlatform().unstarted(() -> {
            monitoring.close();
            pipeline.close();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try (folder;
                pipeline;
                monitoring) {
            run(pipeline, monitoring);
        }
        return 0;
    }

    private void run(LocalPipeline pipeline, Monitoring monitoring) throws InterruptedException, IOException {
        say("starting Kafka and the schema registry; logs are in " + pipeline.logs());
        pipeline.startServers();
        say("topics, schemas and offices are in place; starting the four services");
        Instant starting = Instant.now();
        pipeline.startServices();
        double ready = seconds(starting);
        say("services ready after %.1f s".formatted(ready));
        if (observe) {
            monitoring.start(AUDIT_EVERY);
            monitoring.addresses().forEach(LocalRun::say);
        }
        var serdes = new EventSerdes(pipeline.registryUrl());
        var ledger = new Ledger(InstantSource.system());
        ScriptedDesks acting = desks == Desks.scripted ? new ScriptedDesks(pipeline.kafka(), serdes) : null;
        try (var observer = new Observer(pipeline.kafka(), serdes, ledger);
                var editors = new ScriptedEditors(pipeline.kafka(), serdes);
                var feeder = new Feeder(pipeline.kafka())) {
            Instant feeding = Instant.now();
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(feeder));
            drain(pipeline, fed, observer, () -> isDrained(feeder, ledger, acting, editors), ledger);
            report(ledger.summary(new Summary.Seconds(ready, seconds(feeding), ledger.routedP99())));
            new Explanations(ledger, pipeline.ports().escalation()).print();
            if (closeYear) {
                new YearEnd(pipeline.ports().scoring(), pipeline.data()).close(ledger.mainYear());
            }
            awaitErasure(pipeline, ledger);
            export(pipeline, serdes);
            if (!once) {
                keepRunning(pipeline, monitoring);
            }
        } finally {
            if (acting != null) {
                acting.close();
            }
        }
    }

    private void feed(Feeder feeder) {
        if (inputs.isEmpty()) {
            say("feeding the sample year, a few days a second");
            if (policy == PolicyClock.national) {
                say("by the real clock most of it is too old to be accepted: the sample is meant for --policy demo");
            }
            feeder.feed(SampleYear.submissions(), ARRIVALS_A_SECOND);
        }
        inputs.forEach(input -> {
            say("feeding " + input);
            feeder.feed(input);
        });
    }

    private static void drain(
            LocalPipeline pipeline,
            CompletableFuture<Void> fed,
            Observer observer,
            BooleanSupplier drained,
            Ledger ledger)
            throws InterruptedException {
        Instant shown = Instant.now();
        Instant changed = Instant.now();
        String before = "";
        while (!fed.isDone() || !drained.getAsBoolean()) {
            requireFed(fed);
            pipeline.requireAlive();
            observer.requireAlive();
            if (Duration.between(shown, Instant.now()).compareTo(PROGRESS) >= 0) {
                shown = Instant.now();
                String now = ledger.progress();
                if (!now.equals(before)) {
                    say(now);
                    changed = Instant.now();
                }
                before = now;
                requireProgress(changed, pipeline);
            }
            Thread.sleep(TICK);
        }
    }

    private static void requireProgress(Instant changed, LocalPipeline pipeline) {
        if (Duration.between(changed, Instant.now()).compareTo(STANDSTILL) > 0) {
            throw new Trouble("nothing has changed on the topics for " + STANDSTILL.toSeconds()
                    + " s, though not everything is answered; look for dead letters (*.dlt), and in "
                    + pipeline.logs());
        }
    }

    private static void requireFed(CompletableFuture<Void> fed) {
        if (fed.isCompletedExceptionally()) {
            Throwable failure = fed.exceptionNow();
            throw failure instanceof Trouble trouble ? trouble : new Trouble("the feeding failed: " + failure, failure);
        }
    }

    /** By the real clock a ladder takes hours; only the demonstration waits until every case is at rest. */
    private boolean isDrained(Feeder feeder, Ledger ledger, @Nullable ScriptedDesks acting, ScriptedEditors editors) {
        for (RecordMetadata posted : feeder.confirmed()) {
            if (!ledger.isAnswered(posted.partition(), posted.offset())) {
                return false;
            }
        }
        boolean waits = policy == PolicyClock.demo;
        return ledger.isSettled()
                && ledger.isEvaluated(editors.read(), editors.posted())
                && (!waits || (ledger.isAtRest() && (acting == null || acting.idle())));
    }

    private static void awaitErasure(LocalPipeline pipeline, Ledger ledger) throws InterruptedException {
        Map<Integer, Integer> marked = ledger.lastMarked();
        if (marked.isEmpty()) {
            return;
        }
        say("marked items were refused; waiting until the broker has erased them from its disk");
        Instant until = Instant.now().plus(ERASURE);
        while (!Erasure.isDone(pipeline.segments(), marked)) {
            pipeline.requireAlive();
            if (Instant.now().isAfter(until)) {
                throw new Trouble("the broker still keeps a segment with a marked item; see " + pipeline.logs());
            }
            Thread.sleep(TICK);
        }
        say("the marked items are erased");
    }

    private void export(LocalPipeline pipeline, EventSerdes serdes) throws InterruptedException {
        if (bundle != null) {
            // What is under way cannot be judged: the last tallies are still to be published.
            Thread.sleep(SETTLING);
            new BundleWriter(new KafkaLog(pipeline.kafka(), serdes.schemas(), null, null)).write(bundle, null);
            say("exported into " + bundle + "; check it with ./deploy/cli/zhuji audit verify --bundle " + bundle);
        }
    }

    private void report(Summary summary) throws IOException {
        System.out.println();
        System.out.print(summary.table());
        System.out.println();
        if (summaryFile != null) {
            JsonMapper json = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(summaryFile, json.writeValueAsString(summary) + System.lineSeparator());
        }
    }

    private void keepRunning(LocalPipeline pipeline, Monitoring monitoring) throws InterruptedException {
        Ports ports = pipeline.ports();
        say("running; Ctrl-C stops everything");
        System.out.printf(
                "  submit    POST http://127.0.0.1:%d/submissions   API: http://127.0.0.1:%d/openapi%n",
                ports.intake(), ports.intake());
        System.out.printf(
                "  desks     GET  http://127.0.0.1:%d/incidents?desk=450000&state=OWING   API: http://127.0.0.1:%d/openapi%n",
                ports.escalation(), ports.escalation());
        System.out.printf(
                "  scores    GET  http://127.0.0.1:%d/scores/2025   API: http://127.0.0.1:%d/openapi%n",
                ports.scoring(), ports.scoring());
        System.out.printf("  Kafka     127.0.0.1:%d%n", ports.kafka());
        System.out.printf("  registry  http://127.0.0.1:%d/apis/ccompat/v7%n", ports.registry());
        for (Service service : Service.values()) {
            System.out.printf("  %-9s http://127.0.0.1:%d/actuator/health%n", service.id(), ports.of(service));
        }
        while (true) {
            pipeline.requireAlive();
            monitoring.requireAlive();
            Thread.sleep(1_000);
        }
    }

    private static void requireReadable(Path input) {
        if (!Files.isReadable(input)) {
            throw new Trouble("the input " + input + " is not there or cannot be read");
        }
    }

    private static double seconds(Instant since) {
        return Math.round(Duration.between(since, Instant.now()).toMillis() / 100.0) / 10.0;
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
