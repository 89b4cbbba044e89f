package zhuji.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.events.AnnualTally;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.ReportEvaluated;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/**
 * A year of reports, decisions and evaluations, read by a plain consumer and replayed by scoring, in the same run; then scoring on an empty
 * disk, and the audit.
 */
@Command(
        name = "4-scoring",
        aliases = "scoring",
        mixinStandardHelpOptions = true,
        description =
                "Replay of a year's reports, decisions and evaluations, beside a plain Avro consumer; then the audit.")
final class ScoringScenario implements Callable<Integer> {

    private static final List<Service> BEFORE = List.of(Service.INTAKE, Service.ROUTING, Service.ESCALATION);

    /** Intake refuses what is dated long ago, but where a policy says otherwise. */
    private static final List<String> PAST_YEAR = List.of("--intake.any-past=true");

    private static final List<String> KINDS = List.of("ON_FILE", "MERGED", "CIRCULATED", "SPECIAL_REPORT");
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final double NANOS = 1e9;

    @Option(names = "--reports", defaultValue = "1000000", description = "Reports. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(names = "--evaluations", defaultValue = "200000", description = "Evaluations. Default: ${DEFAULT-VALUE}")
    private int evaluations;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of scoring. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--pairs",
            defaultValue = "5",
            description = "Pairs of a plain consumer and a recomputation, one at least. Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param reports reports; each has its acceptance and its decision
     * @param evaluations evaluations
     * @param records all of them
     * @param threads threads of scoring
     * @param plainPerSecond records a second a plain consumer with Confluent's Avro deserializer reads, in a process of its own; the
     *     median, as of the next
     * @param recomputedPerSecond records a second {@code recompute} reads and counts, in a process of its own
     * @param recomputedShare of the plain consumer's rate just before it, the median of the pairs
     * @param servicePerSecond records a second the service replays with all its state, exactly once, from its being ready until the last of
     *     them is in a published tally
     * @param serviceShare of the plain consumer's rate
     * @param rebuildSeconds from the command to ready on an empty disk, all state from the changelogs
     * @param auditedPerSecond records a second at which the audit found every promise kept afterwards
     */
    record Result(
            Machine machine,
            boolean realText,
            int reports,
            int evaluations,
            long records,
            int threads,
            long plainPerSecond,
            long recomputedPerSecond,
            double recomputedShare,
            long servicePerSecond,
            double serviceShare,
            double rebuildSeconds,
            long auditedPerSecond) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            Result result = measure(installation, pipeline, Texts.beside(installation.root()));
            print(result);
            Results.write(installation.root(), "4-scoring", result);
        }
        return 0;
    }

    private Result measure(Installation installation, LocalPipeline pipeline, Texts texts)
            throws IOException, InterruptedException {
        var serdes = new EventSerdes(pipeline.registryUrl());
        fill(pipeline, serdes, texts);
        say("%,d reports and %,d evaluations are on the topics".formatted(reports, evaluations));
        List<Double> plains = new ArrayList<>();
        List<Double> recomputations = new ArrayList<>();
        // In pairs, each in a process of its own: what disturbs the one disturbs the other.
        for (int pair = 0; pair < pairs; pair++) {
            plains.add(PlainReader.inAProcess(
                    pipeline, records(), Topics.REPORT_ACCEPTED, Topics.REPORT_ROUTED, Topics.REPORT_EVALUATED));
            recomputations.add(recompute(pipeline, 1));
            say("a plain consumer reads %,.0f records a second, recomputed at %,.0f"
                    .formatted(plains.getLast(), recomputations.getLast()));
        }
        double plain = Figures.median(plains);
        double recomputed = Figures.median(recomputations);
        double recomputedShare = Figures.median(IntStream.range(0, pairs)
                .mapToObj(pair -> recomputations.get(pair) / plains.get(pair))
                .toList());
        double replay = replay(pipeline, serdes);
        say("scoring replays %,.0f records a second".formatted(replay));
        recompute(pipeline, 0);
        double rebuild = rebuild(pipeline);
        double audited = Auditing.verifyAfter(installation, pipeline, BEFORE);
        return new Result(
                Machine.here(installation.root()),
                texts.real(),
                reports,
                evaluations,
                records(),
                threads,
                Math.round(plain),
                Math.round(recomputed),
                Figures.rounded(recomputedShare),
                Math.round(replay),
                Figures.rounded(replay / plain),
                rebuild,
                Math.round(audited));
    }

    /**
     * Computes everything anew from the log.
     *
     * @param status how it is to end: 0 when what is published is the same, 1 while nothing is
     * @return records a second
     */
    private static double recompute(LocalPipeline pipeline, int status) {
        LocalPipeline.Recomputed recomputed = pipeline.recompute();
        if (recomputed.status() != status) {
            throw new IllegalStateException(
                    "the recomputation ended with " + recomputed.status() + ": " + recomputed.said());
        }
        return Rate.in(recomputed.said());
    }

    /** As offices, and the services before scoring, write it; each report has its acceptance and its decision. */
    private void fill(LocalPipeline pipeline, EventSerdes serdes, Texts texts) throws InterruptedException {
        List<String> senders = Reports.offices();
        try (var offices = Submitting.of(pipeline.kafka(), serdes, texts, senders, new Reports(reports))) {
            Filling.through(BEFORE, PAST_YEAR, pipeline, offices, reports);
        }
        try (var evaluators = new KafkaProducer<String, ReportEvaluated>(
                Servers.filling(pipeline.kafka()), new StringSerializer(), serdes.<ReportEvaluated>serializer())) {
            for (int number = 0; number < evaluations; number++) {
                ReportEvaluated evaluation = evaluation(senders, number);
                var unused = evaluators.send(
                        new ProducerRecord<>(Topics.REPORT_EVALUATED, evaluation.getOffice(), evaluation));
            }
        }
    }

    /** Acceptances, decisions and evaluations. */
    private long records() {
        return 2L * reports + evaluations;
    }

    private ReportEvaluated evaluation(List<String> offices, int number) {
        int report = (int) ((long) number * reports / evaluations);
        String office = offices.get(report % offices.size());
        return ReportEvaluated.newBuilder()
                .setEvaluationId("V" + number)
                .setReportId(Submitting.idOf(office, report))
                .setOffice(office)
                .setKind(EvaluationKind.ADOPTED)
                .setLevel(Level.NATIONAL)
                .setAdoption(KINDS.get(number % KINDS.size()))
                .setEvaluator("000000")
                .setEvaluatedAt(new Reports(reports).filedAt(report))
                .build();
    }

    private static KafkaConsumer<String, SpecificRecord> consumer(
            Properties kafka, EventSerdes serdes, List<String> topics) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(SpecificRecord.class));
        List<TopicPartition> places = new ArrayList<>();
        topics.forEach(topic -> consumer.partitionsFor(topic)
                .forEach(place -> places.add(new TopicPartition(topic, place.partition()))));
        consumer.assign(places);
        consumer.seekToBeginning(places);
        return consumer;
    }

    /** @return records a second */
    private double replay(LocalPipeline pipeline, EventSerdes serdes) throws InterruptedException {
        launch(pipeline);
        Map<String, AnnualTally> latest = new HashMap<>();
        try (var tallies = consumer(pipeline.kafka(), serdes, List.of(Topics.SCORE_TALLY))) {
            pipeline.awaitReady(Service.SCORING);
            long start = System.nanoTime();
            Instant until = Instant.now().plus(LONGEST);
            while (!isComplete(latest)) {
                pipeline.requireAlive();
                if (Instant.now().isAfter(until)) {
                    throw new IllegalStateException("the replay did not come to its end");
                }
                for (ConsumerRecord<String, SpecificRecord> record : tallies.poll(POLL)) {
                    latest.put(record.key(), (AnnualTally) record.value());
                }
            }
            return records() * NANOS / (System.nanoTime() - start);
        }
    }

    private boolean isComplete(Map<String, AnnualTally> latest) {
        long accepted = 0;
        long decided = 0;
        long entries = 0;
        for (AnnualTally tally : latest.values()) {
            accepted += tally.getAccepted();
            decided += tally.getByRule().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            entries += tally.getEntries();
        }
        return accepted == reports && decided == reports && entries == evaluations;
    }

    private void launch(LocalPipeline pipeline) {
        pipeline.launchForLong(
                Service.SCORING, List.of("--spring.kafka.streams.properties.num.stream.threads=" + threads));
    }

    /** @return seconds */
    private double rebuild(LocalPipeline pipeline) {
        pipeline.stop(Service.SCORING);
        Servers.delete(pipeline.data().resolve("state").resolve(Service.SCORING.id()));
        long start = System.nanoTime();
        launch(pipeline);
        pipeline.awaitReady(Service.SCORING);
        return Math.round((System.nanoTime() - start) / (NANOS / 10)) / 10.0;
    }

    private static void print(Result result) {
        System.out.printf("%nreports                           %,d%n", result.reports());
        System.out.printf("evaluations                       %,d%n", result.evaluations());
        System.out.printf("a plain Avro consumer             %,d /s%n", result.plainPerSecond());
        System.out.printf(
                "recomputed from the log           %,d /s, %.3f of it%n",
                result.recomputedPerSecond(), result.recomputedShare());
        System.out.printf(
                "the service, %d threads            %,d /s, %.3f of it%n",
                result.threads(), result.servicePerSecond(), result.serviceShare());
        System.out.printf("ready again on an empty disk      %.1f s%n", result.rebuildSeconds());
        System.out.printf("%nnothing found by the audit, %,d records a second%n%n", result.auditedPerSecond());
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
