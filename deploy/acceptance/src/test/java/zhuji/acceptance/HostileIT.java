package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.Source;
import zhuji.events.Topics;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;
import zhuji.wire.failures.DeadLetters;

/**
 * One office sends the worst it can, others report as on any day: nothing restarts, every submission has one outcome within five seconds, and the
 * audit finds nothing. On processes with the heap they are shipped with, and a pipeline of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(0)
class HostileIT {

    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration ALERTED = Duration.ofSeconds(2);
    private static final Duration ERASED = Duration.ofSeconds(30);
    private static final int PARTITIONS = 4;
    private static final int SENT_LARGEST = 64 * 1024 * 1024;
    private static final int GENERATED = 10_000;

    /** Records of the generator in a second, at most: the pace for which deploy/bench measures the promise. */
    private static final int GENERATED_PER_SECOND = 200;

    /** Records of the generator that the broker has yet to confirm, at most. */
    private static final int AT_ONCE = 200;

    /** Whose keys are on all partitions of {@code report.submitted} together. */
    private static final List<String> OTHERS =
            List.of("450100", "110101", "130100", "440100", "510100", "610100", "320100", "330100");

    private static final Duration BETWEEN_GOOD_ONES = Duration.ofMillis(200);

    private final long seed = Long.getLong("zhuji.seed", System.nanoTime());
    private final Map<CompressionType, KafkaProducer<byte[], byte[]>> producers = new EnumMap<>(CompressionType.class);
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();

    /**
     * A record that was sent.
     *
     * @param confirmedAt when the broker's word of it came
     */
    private record Sent(String what, Instant confirmedAt) {}

    private RunningPipeline running;
    private Foreign foreign;
    private List<Hostile> words;
    private Map<Service, Long> processes;

    @BeforeAll
    void start() throws IOException {
        running = RunningPipeline.apart();
        var serdes = new EventSerdes(running.processes().registryUrl());
        foreign = new Foreign(serdes.registry());
        words = HostileWords.of(serdes.<SpecificRecord>serializer());
        processes = pids();
    }

    /** Each test judges its own. */
    @BeforeEach
    void forgetWhatWasSent() {
        sent.clear();
    }

    @AfterAll
    void stop() {
        producers.values().forEach(KafkaProducer::close);
        if (running != null) {
            running.close();
        }
    }

    private Map<Service, Long> pids() {
        Map<Service, Long> pids = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            pids.put(service, running.processes().pid(service));
        }
        return pids;
    }

    private KafkaProducer<byte[], byte[]> producer(CompressionType codec) {
        return producers.computeIfAbsent(codec, packed -> {
            var settings = new Properties();
            settings.putAll(running.processes().kafka());
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, packed.name);
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, SENT_LARGEST);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * SENT_LARGEST);
            return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        });
    }

    /** Where it stands; null when the broker takes no such batch. */
    private @Nullable RecordMetadata send(Hostile hostile, @Nullable Integer partition) throws InterruptedException {
        try {
            RecordMetadata stands =
                    producer(hostile.codec()).send(hostile.record(partition)).get();
            sent.put(
                    place(stands.topic(), stands.partition(), stands.offset()),
                    new Sent(hostile.what(), Instant.now()));
            return stands;
        } catch (ExecutionException refused) {
            assertThat(refused.getCause()).as(hostile.what()).isInstanceOf(RecordTooLargeException.class);
            return null;
        }
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "/" + partition + "/" + offset;
    }

    /** When each outcome was seen, by the place of its submission. */
    private Map<String, List<Instant>> outcomes() {
        Map<String, List<Instant>> outcomes = new HashMap<>();
        for (WholeLog.Entry entry : running.log().on(topic -> !topic.equals(Topics.REPORT_SUBMITTED))) {
            String place = submissionOf(entry);
            if (place != null) {
                outcomes.computeIfAbsent(place, unknown -> new ArrayList<>()).add(entry.seenAt());
            }
        }
        return outcomes;
    }

    private static @Nullable String submissionOf(WholeLog.Entry entry) {
        if (entry.raw().topic().startsWith(Topics.REPORT_SUBMITTED)) {
            return new String(
                    Objects.requireNonNull(entry.raw().headers().lastHeader(DeadLetters.ORIGIN))
                            .value(),
                    StandardCharsets.UTF_8);
        }
        SpecificRecord event = entry.event();
        Source source = event instanceof ReportAccepted accepted
                ? accepted.getSource()
                : event instanceof ReportRejected rejected
                        ? rejected.getSource()
                        : event instanceof ReportDuplicated duplicated ? duplicated.getSource() : null;
        return source == null ? null : place(Topics.REPORT_SUBMITTED, source.getPartition(), source.getOffset());
    }

    /** Other offices, which report on while a test goes on. */
    private final class Others implements AutoCloseable {

        private final ConcurrentLinkedQueue<String> numbers = new ConcurrentLinkedQueue<>();
        private final Thread reporting = Thread.ofVirtual().start(this::report);
        private volatile boolean enough;

        private void report() {
            for (int number = 0; !enough; number++) {
                String office = OTHERS.get(number % OTHERS.size());
                String id = "GOOD" + System.nanoTime();
                var posted = new CompletableFuture<RecordMetadata>();
                Hostile good = Hostile.json(
                                "a good one",
                                running.submission(id).put("office", office).toString())
                        .under(Hostile.key(office));
                var unused = producer(CompressionType.NONE)
                        .send(good.record(null), (stands, refused) -> posted.complete(stands));
                RecordMetadata stands = posted.join();
                String place = place(stands.topic(), stands.partition(), stands.offset());
                sent.put(place, new Sent(good.what(), Instant.now()));
                numbers.add(office + ":AT-" + id);
                LockSupport.parkNanos(BETWEEN_GOOD_ONES.toNanos());
            }
        }

        @Override
        public void close() {
            enough = true;
            await().atMost(PATIENCE).until(() -> !reporting.isAlive());
            List<String> accepted = new ArrayList<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                accepted.clear();
                running.log().events(ReportAccepted.class).forEach(report -> accepted.add(report.getReportId()));
                assertThat(accepted).containsAll(numbers);
            });
        }
    }

    @Test
    @Order(1)
    void givesEachHostileSubmissionOneOutcomeWhileOthersReport() throws Exception {
        try (var others = new Others()) {
            int partition = 0;
            for (Hostile hostile : HostileSubmissions.of(running, foreign)) {
                RecordMetadata stands = send(hostile, partition++ % PARTITIONS);
                if (stands == null) {
                    continue;
                }
                String place = place(stands.topic(), stands.partition(), stands.offset());
                await(hostile.what()).atMost(PATIENCE).until(() -> {
                    running.processes().requireAlive();
                    return outcomes().containsKey(place);
                });
            }
            assertThat(others.numbers).isNotEmpty();
        }
        assertOneOutcomeEach();
    }

    @Test
    @Order(2)
    void goesOnAfterTheWorstOfDesksEditorsAndOperators() throws Exception {
        try (var others = new Others()) {
            for (Hostile word : words) {
                send(word, null);
            }
            assertThat(others.numbers).isNotEmpty();
        }
        awaitNothingWaits();
        assertOneOutcomeEach();
    }

    /** What comes is wrong in ten thousand ways, of all kinds. */
    @Test
    @Order(3)
    void givesTenThousandGeneratedRecordsOneOutcomeEach() throws Exception {
        System.out.println("seed of the hostile records: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        var generator = new HostileGenerator(seed, running, foreign, words);
        var room = new Semaphore(AT_ONCE);
        try (var others = new Others()) {
            for (int number = 0; number < GENERATED; number++) {
                Hostile next = generator.next();
                room.acquire();
                var unused = producer(next.codec()).send(next.record(null), (stands, refused) -> {
                    room.release();
                    if (refused == null) {
                        sent.put(
                                place(stands.topic(), stands.partition(), stands.offset()),
                                new Sent(next.what(), Instant.now()));
                    }
                });
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / GENERATED_PER_SECOND);
            }
            assertThat(others.numbers).isNotEmpty();
        }
        assertThat(sent).hasSizeGreaterThan(GENERATED);
        awaitNothingWaits();
        assertOneOutcomeEach();
    }

    /** Fifty written in fifty ways, and then a thousand at once: each is refused and counted within two seconds, and all are gone within thirty. */
    @Test
    @Order(4)
    void leavesNoByteOfAMarkedItemHoweverItWasWritten() throws Exception {
        String secret = "涉密正文" + UUID.randomUUID();
        List<MarkedItems.Item> items = MarkedItems.of(running, foreign, secret);
        assertThat(items).hasSize(50);
        List<String> traces = new ArrayList<>();
        items.forEach(item -> traces.addAll(item.traces()));
        traces.add(new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));

        assertRefusedInTime(items.stream().map(MarkedItems.Item::sent).toList());
        awaitErased(traces);
        assertThatHttpTellsNothingOf(items, traces);

        assertRefusedInTime(IntStream.range(0, 1_000)
                .mapToObj(number -> marked("T" + number, secret))
                .toList());
        awaitErased(traces);
        assertThat(TracesOnTopics.of(running.processes().kafka(), traces)).isEmpty();
        assertOneOutcomeEach();
    }

    private Hostile marked(String number, String secret) {
        return Hostile.json(
                "one of a thousand",
                running.submission(number)
                        .put("office", Hostile.OFFICE)
                        .put("marking", "机密")
                        .put("body", secret)
                        .toString());
    }

    /** Neither what is asked about those that were refused, nor the answer to one that comes over HTTP. */
    private void assertThatHttpTellsNothingOf(List<MarkedItems.Item> items, List<String> traces) throws Exception {
        double before = markedAlerts();
        for (MarkedItems.Item item : items) {
            byte[] value = Objects.requireNonNull(item.sent().value());
            HttpResponse<String> known =
                    running.get(Service.INTAKE, "/submissions/" + Hostile.OFFICE + "?digest=" + sha256(value));
            assertThat(known.statusCode()).as(item.sent().what()).isEqualTo(200);
            assertTellsNothing(known, item, traces);
            for (String path : List.of("/submissions", "/submissions/validate")) {
                HttpResponse<String> told = running.postBytes(Service.INTAKE, path, value);
                assertThat(told.statusCode())
                        .as(path + ": " + item.sent().what())
                        .isEqualTo(422);
                assertThat(told.body()).contains("SECRECY_MARKING");
                assertTellsNothing(told, item, traces);
            }
        }
        assertThat(markedAlerts() - before).isEqualTo(2.0 * items.size());
    }

    private static String sha256(byte[] value) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    }

    private static void assertTellsNothing(HttpResponse<String> told, MarkedItems.Item item, List<String> traces) {
        assertThat(traces.stream().filter(told.body()::contains))
                .as(item.sent().what())
                .isEmpty();
    }

    /** How many marked items intake has told of, by the metric that the alert watches. */
    private double markedAlerts() throws IOException, InterruptedException {
        return running.get(Service.INTAKE, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("zhuji_intake_marked_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The broker takes less than the catalogue says: what routing cannot write is a letter, all else goes on, and is whole again when it is replayed. */
    @Test
    @Order(5)
    void setsAsideWhatTheBrokerDoesNotTakeAndGoesOn() throws Exception {
        limit(Topics.REPORT_NATIONAL, 10_000);
        String id = "UNWRITABLE" + System.nanoTime();
        Hostile large = large(id);
        try (var others = new Others()) {
            send(large, null);
            await().atMost(PATIENCE)
                    .until(() -> running.deadLetters().stream()
                            .anyMatch(letter -> letter.raw().topic().equals("report.accepted.routing.dlt")));
            assertThat(others.numbers).isNotEmpty();
        } finally {
            limit(
                    Topics.REPORT_NATIONAL,
                    Objects.requireNonNull(Topics.named(Topics.REPORT_NATIONAL)).largest());
        }
        awaitNothingWaits();
        assertThat(running.deadLetters())
                .filteredOn(letter -> letter.raw().topic().equals("report.accepted.routing.dlt"))
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                Objects.requireNonNull(letter.raw().headers().lastHeader(DeadLetters.CAUSE))
                                        .value(),
                                StandardCharsets.UTF_8))
                        .isEqualTo(RecordTooLargeException.class.getName()));
        assertThat(routed()).doesNotContain("450100:AT-" + id);

        running.zhuji(
                "dead-letters",
                "replay",
                "--topic=report.accepted",
                "--reader=routing",
                "--execute",
                "--operator=值班员",
                "--reason=limit raised");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(routed()).contains("450100:AT-" + id));
        assertThat(pids()).isEqualTo(processes);
    }

    /**
     * As before, of what intake writes: the office is told that its report could not be processed, and only of that report, whatever was being written
     * when the broker's answer came.
     */
    @Test
    @Order(6)
    void answersForWhatItCannotWriteAndForNothingElse() throws Exception {
        limit(Topics.REPORT_ACCEPTED, 10_000);
        String id = "UNWRITABLE" + System.nanoTime();
        Hostile large = large(id);
        try (var others = new Others()) {
            RecordMetadata stands = Objects.requireNonNull(send(large, null));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(running.log().events(ReportRejected.class))
                            .filteredOn(refused -> refused.getSource().getPartition() == stands.partition()
                                    && refused.getSource().getOffset() == stands.offset())
                            .singleElement()
                            .satisfies(refused -> assertThat(refused.getReasons())
                                    .extracting(zhuji.events.Reason::getCode)
                                    .containsExactly("PROCESSING_FAILED")));
            assertThat(others.numbers).isNotEmpty();
        } finally {
            limit(
                    Topics.REPORT_ACCEPTED,
                    Objects.requireNonNull(Topics.named(Topics.REPORT_ACCEPTED)).largest());
        }
        awaitNothingWaits();
        assertThat(pids()).isEqualTo(processes);
    }

    /** The largest, deepest and widest bodies, to every kind of path that takes one. */
    @Test
    @Order(7)
    void refusesTheWorstBodiesOverHttpAndGoesOn() throws Exception {
        List<Hostile> worst = HostileSubmissions.of(running, foreign).stream()
                .filter(hostile -> hostile.what().startsWith("8 MB"))
                .toList();
        assertThat(worst).hasSizeGreaterThan(5);
        Map<String, Service> paths = Map.of(
                "/submissions", Service.INTAKE,
                "/submissions/validate", Service.INTAKE,
                "/incidents/450103:K1/actions", Service.ESCALATION,
                "/years/2025/close", Service.SCORING,
                "/years/2025/nothing-to-report", Service.SCORING);
        try (var others = new Others()) {
            for (Hostile each : worst) {
                for (Map.Entry<String, Service> path : paths.entrySet()) {
                    assertThat(running.postBytes(path.getValue(), path.getKey(), Objects.requireNonNull(each.value()))
                                    .statusCode())
                            .as("%s to %s", each.what(), path.getKey())
                            .isBetween(path.getKey().endsWith("/validate") ? 200 : 400, 499);
                }
            }
            for (String yaml : List.of(
                    "[".repeat(8_000_000),
                    "a: &a [x,x,x,x,x,x,x,x,x]\n"
                            + IntStream.range(0, 12)
                                    .mapToObj(level -> "%c: &%c [%s]\n"
                                            .formatted(
                                                    'b' + level,
                                                    'b' + level,
                                                    ("*" + (char) ('a' + level) + ",").repeat(9)))
                                    .collect(Collectors.joining()),
                    "title: " + "x".repeat(8_000_000),
                    "x: 1\n".repeat(1_000_000))) {
                assertThat(running.postYaml(Service.SCORING, "/years/2025/what-if", yaml)
                                .statusCode())
                        .as("a rule book that begins with %s", yaml.substring(0, 10))
                        .isBetween(400, 499);
            }
            assertThat(others.numbers).isNotEmpty();
        }
        running.processes().requireAlive();
        assertThat(pids()).isEqualTo(processes);
    }

    private Hostile large(String id) {
        return Hostile.json(
                        "a report the broker does not take",
                        running.submission(id)
                                .put("body", Base64.getEncoder().encodeToString(random(12_000)))
                                .toString())
                .under(Hostile.key("450100"));
    }

    /** What no codec makes any smaller. */
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private List<String> routed() {
        return running.log().events(ReportRouted.class).stream()
                .map(ReportRouted::getReportId)
                .toList();
    }

    private void limit(String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(running.processes().kafka())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Sends them, one after another on all partitions. */
    private void assertRefusedInTime(List<Hostile> items) throws Exception {
        double alerts = markedAlerts();
        Map<String, Instant> posted = new LinkedHashMap<>();
        Map<String, String> ways = new HashMap<>();
        for (Hostile item : items) {
            RecordMetadata stands = Objects.requireNonNull(send(item, posted.size() % PARTITIONS));
            String place = place(stands.topic(), stands.partition(), stands.offset());
            posted.put(place, Instant.now());
            ways.put(place, item.what());
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outcomes().keySet()).containsAll(posted.keySet()));
        Map<String, List<Instant>> outcomes = outcomes();
        assertThat(posted.entrySet().stream()
                        .filter(item -> Objects.requireNonNull(outcomes.get(item.getKey()))
                                .getFirst()
                                .isAfter(item.getValue().plus(ALERTED)))
                        .map(item -> ways.get(item.getKey())))
                .as("refused later than promised")
                .isEmpty();
        assertThat(running.log().events(ReportRejected.class).stream()
                        .filter(refused -> refused.getReasons().stream()
                                .noneMatch(reason -> reason.getCode().equals("SECRECY_MARKING")))
                        .map(ReportRejected::getSource)
                        .map(source -> place(source.getTopic(), source.getPartition(), source.getOffset()))
                        .filter(ways::containsKey)
                        .map(ways::get))
                .as("refused for another reason than its marking")
                .isEmpty();
        assertThat(markedAlerts() - alerts).as("marked items told of").isGreaterThanOrEqualTo(items.size());
    }

    private void awaitErased(List<String> traces) {
        await().atMost(ERASED)
                .untilAsserted(() -> assertThat(TracesOnDisk.of(running.data(), traces))
                        .as("what is left, and where")
                        .isEmpty());
    }

    @Test
    @Order(9)
    void leavesALogInWhichTheAuditFindsNothing() throws Exception {
        await().during(PROMISED).atMost(PATIENCE).until(() -> true);

        RunningPipeline.Said audit = running.zhuji("audit", "verify", "--under-way=5");

        assertThat(audit.status()).as(audit.out()).isZero();
    }

    /** One for each, none more than the promised time after the broker had it, and nothing was started again. */
    private void assertOneOutcomeEach() throws Exception {
        Map<String, Sent> submissions = sent.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Topics.REPORT_SUBMITTED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outcomes().keySet()).containsAll(submissions.keySet()));
        Map<String, List<Instant>> outcomes = outcomes();
        assertThat(submissions.keySet().stream()
                        .filter(place ->
                                Objects.requireNonNull(outcomes.get(place)).size() > 1)
                        .map(place -> submissions.get(place) + " at " + place))
                .as("with more than one outcome")
                .isEmpty();
        System.out.printf(
                "%,d submissions, the slowest outcome after %s%n",
                submissions.size(),
                submissions.entrySet().stream()
                        .map(each -> Duration.between(
                                each.getValue().confirmedAt(),
                                Objects.requireNonNull(outcomes.get(each.getKey()))
                                        .getFirst()))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
        assertThat(submissions.entrySet().stream()
                        .filter(each -> Objects.requireNonNull(outcomes.get(each.getKey()))
                                .getFirst()
                                .isAfter(each.getValue().confirmedAt().plus(PROMISED)))
                        .map(each -> each.getValue() + " at " + each.getKey() + ", seen "
                                + Objects.requireNonNull(outcomes.get(each.getKey()))
                                        .getFirst()))
                .as("answered later than promised")
                .isEmpty();
        running.processes().requireAlive();
        assertThat(pids()).isEqualTo(processes);
        for (Service service : Service.values()) {
            assertThat(running.get(service, "/actuator/health/readiness").statusCode())
                    .as(service.id())
                    .isEqualTo(200);
            assertThat(running.get(service, "/actuator/prometheus").body().lines())
                    .as("attempts at the same record of " + service.id())
                    .filteredOn(line -> line.startsWith("zhuji_attempts_repeated_total"))
                    .allMatch(line -> line.endsWith(" 0.0"));
        }
    }

    private void awaitNothingWaits() {
        await().atMost(PATIENCE).until(() -> {
            running.processes().requireAlive();
            for (Service service : Service.values()) {
                if (!Lag.of(running.processes().kafka(), service).isEmpty()) {
                    return false;
                }
            }
            return true;
        });
    }
}
