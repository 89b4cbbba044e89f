package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zhuji.events.EventHeaders;
import zhuji.events.IncidentEventKind;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.Reason;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.local.Erasure;
import zhuji.local.Feeder;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** The whole pipeline as a user starts it, and what it promises through crashes and nonsense. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SEED = 20_010_424;

    private final JsonMapper json = JsonMapper.shared();
    private Input input;
    private Path data;
    private RunningPipeline running;
    private LocalPipeline pipeline;
    private WholeLog log;
    private Feeder feeder;

    @BeforeAll
    void start(RunningPipeline started) throws IOException {
        input = Input.available();
        running = started;
        data = started.data();
        pipeline = started.processes();
        log = started.log();
        feeder = started.feeder();
    }

    @Test
    @Order(1)
    void keepsEveryCountThroughTheKillingOfEachServiceInTurn() throws Exception {
        Thread feeding = Thread.ofVirtual().start(() -> feedSlowly(input.lines()));

        for (Service service : Service.values()) {
            pipeline.kill(service);
            long before = posted();
            await().atMost(PATIENCE).until(() -> posted() > before || !feeding.isAlive());
            pipeline.launch(service);
            pipeline.awaitReady(service);
        }
        feeding.join();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(log.events(ReportAccepted.class)).hasSize(input.accepted());
            assertThat(log.events(ReportRejected.class)).hasSize(input.rejected());
            assertThat(log.events(ReportDuplicated.class)).hasSize(input.duplicates());
            assertThat(log.events(ReportRouted.class)).hasSize(input.accepted());
            assertThat(reportsOn(Topics.REPORT_NATIONAL::equals))
                    .hasSize(input.national())
                    .doesNotHaveDuplicates();
            assertThat(reportsOn(topic -> topic.startsWith("report.region.")))
                    .hasSize(input.regions())
                    .doesNotHaveDuplicates();
            assertThat(running.tallied()).isEqualTo(input.accepted());
            assertThat(running.incidents(IncidentEventKind.OPENED)).hasSize(input.cases());
            assertThat(running.incidents(IncidentEventKind.FOLLOWED_UP)).hasSize(input.followUps());
            assertThat(notices(NoticeKind.RECEIPT)).hasSize(input.accepted() + input.duplicates());
            assertThat(notices(NoticeKind.REJECTION)).hasSize(input.rejectionsTold());
        });
        assertThat(running.deadLetters()).isEmpty();
        assertThat(reportsOn(topic -> topic.startsWith("report.region.")))
                .containsAll(reportsOn(Topics.REPORT_NATIONAL::equals));
    }

    /** Slowly enough that submissions flow while every service is down in its turn. */
    private void feedSlowly(List<String> lines) {
        lines.forEach(line -> {
            feeder.feed(Stream.of(line));
            LockSupport.parkNanos(Duration.ofSeconds(30).toNanos() / lines.size());
        });
    }

    private long posted() {
        return StreamSupport.stream(feeder.confirmed().spliterator(), false).count();
    }

    @Test
    @Order(2)
    void climbsEveryLadderToItsTopWhenNoDeskActsAndMissesEachDeadlineOnce() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.latestOfEachCase())
                        .hasSize(input.cases())
                        .allSatisfy(event -> assertThat(event.getLadder())
                                .last()
                                .satisfies(top -> assertThat(top.getMissedAt()).isNotNull())));
        assertThat(running.incidents(IncidentEventKind.RECEIVED).stream()
                        .map(event -> event.getIncidentId() + event.getRung()))
                .doesNotHaveDuplicates();
        assertThat(running.incidents(IncidentEventKind.DEADLINE_MISSED))
                .isNotEmpty()
                .allSatisfy(missed -> assertThat(missed.getAt()).isAfterOrEqualTo(missed.getDue()));
        assertThat(running.incidents(IncidentEventKind.DEADLINE_MISSED).stream()
                        .map(event -> event.getIncidentId() + event.getRung() + event.getDue()))
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void addsDuplicatesAndRepeatedRejectionsAndNothingElseWhenTheSameComesAgain() {
        int routed = log.events(RoutedReport.class).size();

        feeder.feed(input.lines().stream());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(log.events(ReportDuplicated.class)).hasSize(input.accepted() + 2 * input.duplicates());
            assertThat(log.events(ReportRejected.class)).hasSize(2 * input.rejected());
            assertThat(notices(NoticeKind.RECEIPT)).hasSize(2 * (input.accepted() + input.duplicates()));
        });
        assertThat(log.events(ReportAccepted.class)).hasSize(input.accepted());
        assertThat(log.events(RoutedReport.class)).hasSize(routed);
        assertThat(running.tallied()).isEqualTo(input.accepted());
    }

    @Test
    @Order(4)
    void givesEveryBadRecordItsOneOutcomeAndDelaysNoGoodOne() throws Exception {
        System.out.println("seed of the random bytes: " + SEED);
        byte[] good = running.submission("G1").toString().getBytes(UTF_8);
        byte[] random = new byte[300];
        new Random(SEED).nextBytes(random);
        random[0] = 7;
        Map<String, String> isJson = Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON);
        feeder.post("450100", good, isJson);
        feeder.post("450100", random, Map.of());
        feeder.post("450100", confluent(999_999, good), Map.of());
        byte[] whole = avro(log.events(ReportAccepted.class).getFirst().getSubmission());
        feeder.post("450100", Arrays.copyOf(whole, whole.length / 2), Map.of());
        feeder.post("450100", anEventOfAnotherKind(), Map.of());
        feeder.post(
                "450100", running.submission("B1").put("title", 7).toString().getBytes(UTF_8), isJson);
        feeder.post(
                "450100",
                running.submission("B2")
                        .put("body", "长".repeat(5_000_000 / 3))
                        .toString()
                        .getBytes(UTF_8),
                isJson);
        feeder.post(
                "999999",
                running.submission("B3").put("office", "999999").toString().getBytes(UTF_8),
                isJson);
        feeder.post(null, running.submission("B4").toString().getBytes(UTF_8), isJson);
        feeder.post("450100", null, Map.of());
        feeder.post(
                "450100",
                running.submission("B5").put("marking", "秘密").toString().getBytes(UTF_8),
                isJson);
        feeder.post("450100", running.submission("G2").toString().getBytes(UTF_8), isJson);
        feeder.flush();

        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Long> outcomes = outcomes();
            for (RecordMetadata posted : feeder.confirmed()) {
                assertThat(outcomes)
                        .as("outcomes of %s", posted)
                        .containsEntry(place(posted.partition(), posted.offset()), 1L);
            }
        });
        assertThat(log.events(ReportAccepted.class))
                .extracting(ReportAccepted::getReportId)
                .contains("450100:AT-G1", "450100:AT-G2");
        assertThat(log.events(ReportRejected.class))
                .flatExtracting(ReportRejected::getReasons)
                .extracting(Reason::getCode)
                .contains(
                        "UNDECODABLE",
                        "WRONG_TYPE",
                        "BODY_TOO_LONG",
                        "OFFICE_UNKNOWN",
                        "KEY_MISMATCH",
                        "SECRECY_MARKING");
        assertThat(running.deadLetters()).isEmpty();
        assertFoundByPlaceAndByDigest();
    }

    /** What has no number is found by where it was sent, and by its digest. */
    private void assertFoundByPlaceAndByDigest() throws IOException, InterruptedException {
        ReportRejected unreadable = log.events(
                        ReportRejected.class,
                        rejected -> rejected.getOffice().equals("450100")
                                && rejected.getReasons().getFirst().getCode().equals("UNDECODABLE"))
                .getFirst();
        String place = "partition=" + unreadable.getSource().getPartition() + "&offset="
                + unreadable.getSource().getOffset();
        for (String query : List.of(place, "digest=" + unreadable.getDigest())) {
            HttpResponse<String> found = running.get(Service.INTAKE, "/submissions/450100?" + query);
            assertThat(found.statusCode()).as(query).isEqualTo(200);
            assertThat(found.body()).as(query).contains("UNDECODABLE");
        }
        assertThat(running.get(Service.INTAKE, "/submissions/450200?" + place).statusCode())
                .as("by another office")
                .isEqualTo(404);
        assertThat(running.get(Service.INTAKE, "/submissions/450100?partition=0")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @Order(5)
    void leavesNothingOfAMarkedItemOnAnyTopicDiskOrLog() throws Exception {
        String body = "涉密正文" + UUID.randomUUID() + UUID.randomUUID();
        ObjectNode marked = running.submission("M1")
                .put("marking", "机密★5年")
                .put("title", body)
                .put("body", body);
        feeder.post("450200", office(marked, "450200"), Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
        feeder.post(
                "450200",
                Arrays.copyOf(office(marked, "450200"), 700),
                Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
        feeder.flush();
        HttpResponse<String> refused = running.post(Service.INTAKE, "/submissions", marked.toString());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(log.events(
                            ReportRejected.class,
                            rejected -> rejected.getOffice().equals("450200")
                                    && rejected.getReasons().stream()
                                            .anyMatch(reason -> reason.getCode().equals("SECRECY_MARKING"))))
                    .hasSize(2)
                    .allSatisfy(rejected -> assertThat(rejected.getOriginal()).isNull());
            assertThat(Erasure.isDone(pipeline.segments(), lastOn("450200"))).isTrue();
            assertThat(filesHolding(data, body)).isEmpty();
        });
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("SECRECY_MARKING").doesNotContain(body);
        assertThat(log.on(topic -> !topic.equals(Topics.REPORT_SUBMITTED)))
                .noneMatch(entry ->
                        entry.raw().value() != null && new String(entry.raw().value(), UTF_8).contains(body));
    }

    @Test
    @Order(6)
    void takesASubmissionOverHttpAndTellsWhatBecameOfIt() throws Exception {
        HttpResponse<String> taken = running.post(
                Service.INTAKE, "/submissions", running.submission("H1").toString());

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.headers().firstValue("location")).contains("/submissions/450100/AT-H1");
        await().atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> asked = running.get(Service.INTAKE, "/submissions/450100/AT-H1");
            assertThat(asked.statusCode()).isEqualTo(200);
            JsonNode standing = json.readTree(asked.body());
            assertThat(standing.at("/outcome").stringValue()).isEqualTo("ACCEPTED");
            assertThat(standing.at("/destinations/report.national").stringValue(null))
                    .isEqualTo("ROUTED");
            assertThat(standing.at("/destinations/report.region.45").stringValue(null))
                    .isEqualTo("ROUTED");
        });
        JsonNode verdict = json.readTree(running.post(
                        Service.INTAKE,
                        "/submissions/validate",
                        running.submission("H2")
                                .put("title", "")
                                .put("colour", 1)
                                .toString())
                .body());
        assertThat(verdict.at("/valid").booleanValue()).isFalse();
        assertThat(verdict.at("/reasons").findValuesAsString("code"))
                .containsExactlyInAnyOrder("UNKNOWN_FIELD", "TITLE_MISSING");
        assertThat(running.get(Service.INTAKE, "/submissions/450100/AT-H2").statusCode())
                .isEqualTo(404);
        HttpResponse<String> nonsense = running.post(Service.INTAKE, "/submissions", "{\"office\":");
        assertThat(nonsense.statusCode()).isEqualTo(400);
        assertThat(nonsense.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode api = json.readTree(running.get(Service.INTAKE, "/openapi").body());
        assertThat(api.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/submissions",
                        "/submissions/validate",
                        "/submissions/{office}",
                        "/submissions/{office}/{submissionId}");
        assertThat(api.at("/components/schemas/Submission/properties/incident/properties/class/enum")
                        .toString())
                .isEqualTo("[\"NATURAL_DISASTER\",\"ACCIDENT\",\"PUBLIC_HEALTH\",\"SOCIAL_SECURITY\"]");
    }

    /** CloudEvents' own library reads all that services and commands have written, submissions over HTTP too. */
    @Test
    @Order(7)
    void writesEventsThatTheLibraryOfCloudEventsReads() throws Exception {
        List<WholeLog.Entry> written = log.on(topic -> !topic.endsWith(".dlt")).stream()
                .filter(entry -> entry.raw().value() != null)
                .filter(entry -> !entry.raw().topic().equals(Topics.REPORT_SUBMITTED)
                        || entry.raw().headers().lastHeader(EventHeaders.ID) != null)
                .toList();

        assertThat(written)
                .extracting(entry -> entry.raw().topic())
                .contains(
                        Topics.REPORT_SUBMITTED,
                        Topics.REPORT_ACCEPTED,
                        Topics.REPORT_REJECTED,
                        Topics.REPORT_ROUTED,
                        Topics.REPORT_NATIONAL,
                        Topics.INCIDENT_EVENT,
                        Topics.SCORE_TALLY,
                        Topics.OFFICE_REGISTERED);
        // As a consumer's settings name it: its classes bear annotations this build does not have.
        Deserializer<?> reader = Utils.newInstance("io.cloudevents.kafka.CloudEventDeserializer", Deserializer.class);
        assertThat(written).allSatisfy(entry -> {
            Object event = reader.deserialize(
                    entry.raw().topic(), entry.raw().headers(), entry.raw().value());
            String type = entry.raw().topic().equals(Topics.REPORT_SUBMITTED) ? EventHeaders.JSON : EventHeaders.AVRO;
            assertThat(event.toString()).contains("datacontenttype='" + type + "'", "type='zhuji.");
        });
    }

    /** Every reader sets aside for itself what it cannot read, unchanged, and goes on. */
    @Test
    @Order(8)
    void setsAsideAnEventNobodyCanRead() throws Exception {
        byte[] noise = {0, 1, 2, 3, 4, 5, 6};
        try (var producer = new KafkaProducer<>(pipeline.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.REPORT_ACCEPTED, "450100", noise))
                    .get();
            producer.send(new ProducerRecord<>(Topics.REPORT_REJECTED, "450100", noise))
                    .get();
        }
        feeder.post(
                "450300",
                office(running.submission("L2").put("marking", "秘密"), "450300"),
                Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
        feeder.post(
                "450100",
                running.submission("L1").toString().getBytes(UTF_8),
                Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
        feeder.flush();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(running.deadLetters())
                    .extracting(letter -> letter.raw().topic())
                    .containsExactlyInAnyOrder(
                            "report.accepted.routing.dlt",
                            "report.accepted.escalation.dlt",
                            "report.accepted.scoring.dlt",
                            "report.rejected.routing.dlt",
                            "report.rejected.scoring.dlt");
            assertThat(running.deadLetters()).allSatisfy(letter -> {
                assertThat(letter.raw().value()).isEqualTo(noise);
                assertThat(letter.raw().headers().lastHeader("zhuji_dlt_cause")).isNotNull();
            });
            assertThat(reportsOn(Topics.REPORT_NATIONAL::equals)).contains("450100:AT-L1");
            assertThat(lastOn("450300")).isNotEmpty();
            assertThat(Erasure.isDone(pipeline.segments(), lastOn("450300"))).isTrue();
        });
    }

    @Test
    @Order(7)
    void stampsEveryEventWithItsIdentityAndKeepsTheChainOfDigests() {
        assertThat(log.on(topic -> !topic.equals(Topics.REPORT_SUBMITTED)))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.raw().headers().toArray())
                        .extracting(header -> header.key())
                        .contains("ce_id", "ce_type", "ce_source", "ce_time", "ce_specversion", "traceparent"));
        Map<String, String> heads = new HashMap<>();
        for (SpecificRecord outcome : inOrderOfSource()) {
            String sender = chainOf(outcome);
            assertThat(previousOf(outcome))
                    .as("previous digest of %s", sender)
                    .isEqualTo(heads.put(sender, digestOf(outcome)));
        }
    }

    private List<SpecificRecord> inOrderOfSource() {
        return Stream.<SpecificRecord>concat(
                        log.events(ReportAccepted.class).stream(),
                        log.events(ReportRejected.class, ReportRejected::getChained).stream())
                .sorted(Comparator.comparingLong(outcome -> sourceOf(outcome).getOffset()))
                .toList();
    }

    private static String chainOf(SpecificRecord event) {
        return event instanceof ReportAccepted accepted
                ? accepted.getSubmission().getOffice()
                : ((ReportRejected) event).getOffice();
    }

    private static String digestOf(SpecificRecord event) {
        return event instanceof ReportAccepted accepted ? accepted.getDigest() : ((ReportRejected) event).getDigest();
    }

    private static @Nullable String previousOf(SpecificRecord event) {
        return event instanceof ReportAccepted accepted
                ? accepted.getPreviousDigest()
                : ((ReportRejected) event).getPreviousDigest();
    }

    private static Source sourceOf(SpecificRecord event) {
        return switch (event) {
            case ReportAccepted accepted -> accepted.getSource();
            case ReportRejected rejected -> rejected.getSource();
            case ReportDuplicated duplicated -> duplicated.getSource();
            default -> new Source("", -1, -1L);
        };
    }

    /** How many outcomes each record has, by its place. */
    private Map<String, Long> outcomes() {
        return Stream.of(
                        log.events(ReportAccepted.class),
                        log.events(ReportRejected.class),
                        log.events(ReportDuplicated.class))
                .flatMap(List::stream)
                .map(PipelineIT::sourceOf)
                .collect(Collectors.groupingBy(
                        source -> place(source.getPartition(), source.getOffset()), Collectors.counting()));
    }

    private static String place(int partition, long offset) {
        return partition + "/" + offset;
    }

    private Map<Integer, Integer> lastOn(String office) {
        Map<Integer, Integer> last = new HashMap<>();
        log.events(ReportRejected.class, rejected -> rejected.getOffice().equals(office))
                .forEach(rejected -> last.merge(
                        rejected.getSource().getPartition(),
                        (int) rejected.getSource().getOffset(),
                        Math::max));
        return last;
    }

    private List<String> reportsOn(Predicate<String> topic) {
        return log.events(RoutedReport.class, report -> topic.test(report.getDestination())).stream()
                .map(RoutedReport::getReportId)
                .toList();
    }

    private List<Notice> notices(NoticeKind kind) {
        return log.events(Notice.class, notice -> notice.getKind() == kind);
    }

    private static byte[] office(ObjectNode submission, String office) {
        return submission.deepCopy().put("office", office).toString().getBytes(UTF_8);
    }

    private static byte[] confluent(int schemaId, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(payload)
                .array();
    }

    private byte[] avro(Submission submission) {
        return new EventSerdes(pipeline.registryUrl())
                .<Submission>serializer()
                .serialize(Topics.REPORT_SUBMITTED, submission);
    }

    private byte[] anEventOfAnotherKind() {
        return log.on(Topics.OFFICE_REGISTERED::equals).getFirst().raw().value();
    }

    private static List<Path> filesHolding(Path folder, String text) throws IOException {
        byte[] wanted = text.getBytes(UTF_8);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, wanted))
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] wanted) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(new String(wanted, ISO_8859_1));
        } catch (IOException vanishing) {
            return false;
        }
    }
}
