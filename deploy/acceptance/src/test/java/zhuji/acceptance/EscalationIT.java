package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
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
import zhuji.events.ActionKind;
import zhuji.events.DeskAction;
import zhuji.events.Duty;
import zhuji.events.EventHeaders;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Mode;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.ReportAccepted;
import zhuji.events.Rung;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** Escalation on a real broker: killed across deadlines, with two instances, and over HTTP. A window of two hours lasts six seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(RunningPipeline.Started.class)
@Order(2)
class EscalationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** I5. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final String REPORTER = "350112";
    private static final String CITY = "350100";
    private static final String PROVINCE = "350000";
    private static final int ANOTHER = 1;

    private final JsonMapper json = JsonMapper.shared();
    private RunningPipeline running;
    private LocalPipeline processes;
    private KafkaProducer<String, DeskAction> desks;

    @BeforeAll
    void start(RunningPipeline started) {
        running = started;
        processes = started.processes();
        desks = desk(Map.of());
    }

    @AfterAll
    void stop() throws InterruptedException {
        desks.close();
        processes.killAnother(Service.ESCALATION, ANOTHER);
    }

    private KafkaProducer<String, DeskAction> desk(Map<String, String> more) {
        var settings = new Properties();
        settings.putAll(processes.kafka());
        settings.putAll(more);
        return new KafkaProducer<>(
                settings, new StringSerializer(), new EventSerdes(processes.registryUrl()).serializer());
    }

    /** Killed before the deadlines and back after them: silent desks are reported once, those that relayed meanwhile are not. */
    @Test
    @Order(1)
    void reportsEachMissOnceWhenKilledAcrossItsInstant() throws Exception {
        List<String> silent = open("S", 20);
        List<String> relaying = open("R", 20);
        awaitReceived(CITY, silent);
        awaitReceived(CITY, relaying);

        processes.kill(Service.ESCALATION);
        relaying.forEach(incident -> relay(desks, incident, CITY));
        desks.flush();
        abandon(silent);
        Instant lastDue = lastDue(silent, relaying);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(lastDue.plusSeconds(1)));
        processes.launch(Service.ESCALATION);
        processes.awaitReady(Service.ESCALATION);
        Instant back = Instant.now();

        awaitReceived(PROVINCE, silent);
        awaitReceived(PROVINCE, relaying);
        List<String> transactional = relayInATransaction();
        assertThat(missesOf(CITY, relaying)).as("relayed in time, read late").isEmpty();
        assertThat(missesOf(CITY, silent))
                .hasSize(silent.size())
                .allSatisfy(missed -> assertThat(missed.getAt())
                        .isAfterOrEqualTo(missed.getDue())
                        .isBefore(back.plus(PROMISED)));
        assertThat(missesOf(CITY, silent))
                .extracting(IncidentEvent::getIncidentId)
                .doesNotHaveDuplicates();
        awaitMisses(PROVINCE, silent);
        awaitMisses(PROVINCE, relaying);
        awaitTheProvinceInTime(transactional);
        assertThat(lags(missesOf(PROVINCE, silent)))
                .allSatisfy(lag -> assertThat(lag).isLessThan(PROMISED));
    }

    /** A desk that gives its relays up leaves markers where the service must not wait for anything. */
    private void abandon(List<String> cases) {
        try (var desk = desk(inATransaction("desk-that-gives-up"))) {
            desk.initTransactions();
            desk.beginTransaction();
            cases.forEach(incident -> relay(desk, incident, CITY));
            desk.flush();
            desk.abortTransaction();
        }
    }

    /** A desk whose system writes in transactions leaves markers behind its actions; deadlines after them come all the same. */
    private List<String> relayInATransaction() {
        List<String> cases = open("M", 8);
        awaitReceived(CITY, cases);
        try (var desk = desk(inATransaction("desk-" + CITY))) {
            desk.initTransactions();
            desk.beginTransaction();
            cases.forEach(incident -> relay(desk, incident, CITY));
            desk.commitTransaction();
        }
        return cases;
    }

    /** The clients' own minute is more than the broker lets a transaction stay open. */
    private static Map<String, String> inATransaction(String id) {
        return Map.of("transactional.id", id, "transaction.timeout.ms", "20000");
    }

    private void awaitTheProvinceInTime(List<String> transactional) {
        awaitMisses(PROVINCE, transactional);
        assertThat(missesOf(CITY, transactional)).isEmpty();
        assertThat(lags(missesOf(PROVINCE, transactional)))
                .allSatisfy(lag -> assertThat(lag).isLessThan(PROMISED));
    }

    /** One of two instances is killed, then comes back: the other takes its cases over in time, and none is reported twice. */
    @Test
    @Order(2)
    void reportsEachMissOnceWhenOneOfTwoInstancesIsKilledAndComesBack() throws Exception {
        processes.launchAnother(Service.ESCALATION, ANOTHER, running.sparePort());
        processes.awaitReady(Service.ESCALATION, running.sparePort());
        await().atMost(PATIENCE).until(() -> instancesHoldingCases() == 2);
        List<String> cases = open("T", 60);
        awaitReceived(CITY, cases);
        Instant due = lastDue(cases, List.of());
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due.minusMillis(1_500)));

        processes.killAnother(Service.ESCALATION, ANOTHER);
        awaitMisses(CITY, cases);
        processes.launchAnother(Service.ESCALATION, ANOTHER, running.sparePort());
        awaitMisses(PROVINCE, cases);

        for (String rung : List.of(CITY, PROVINCE)) {
            List<IncidentEvent> misses = missesOf(rung, cases);
            assertThat(misses)
                    .extracting(IncidentEvent::getIncidentId)
                    .doesNotHaveDuplicates()
                    .hasSize(cases.size());
            List<Duration> lags = lags(misses);
            System.out.println("longest lag of a miss at " + rung + " with one of two instances killed: "
                    + lags.stream().max(Duration::compareTo).orElseThrow());
            assertThat(lags).allSatisfy(lag -> assertThat(lag).isBetween(Duration.ZERO, PROMISED));
        }
        processes.awaitReady(Service.ESCALATION, running.sparePort());
    }

    /** Asked as by another instance, each answers for itself alone. */
    private int instancesHoldingCases() throws Exception {
        int holding = 0;
        for (int port : ports()) {
            JsonNode list =
                    json.readTree(running.getAsPeer(port, "/incidents?limit=1").body());
            holding += list.path("total").asInt(0) > 0 ? 1 : 0;
        }
        return holding;
    }

    private List<Integer> ports() {
        return List.of(processes.ports().of(Service.ESCALATION), running.sparePort());
    }

    /** Whichever instance is asked, and whichever holds the case. */
    @Test
    @Order(4)
    void answersForEveryCaseFromAnyInstance() throws Exception {
        List<String> cases = open("H", 12);
        awaitReceived(CITY, cases);

        for (int port : ports()) {
            for (String incident : cases) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(
                                        running.get(port, path(incident)).statusCode())
                                .isEqualTo(200));
            }
            JsonNode list = json.readTree(
                    running.get(port, "/incidents?limit=1000&desk=" + CITY).body());
            assertThat(list.get("incidents").findValuesAsString("incidentId")).containsAll(cases);
        }
        for (int index = 0; index < cases.size(); index++) {
            String incident = cases.get(index);
            int port = ports().get(index % 2);
            String action = action(incident + "/a", "ACKNOWLEDGE", CITY);
            HttpResponse<String> taken = running.post(port, path(incident) + "/actions", action);
            HttpResponse<String> again =
                    running.post(ports().get((index + 1) % 2), path(incident) + "/actions", action);
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(taken.body());
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kindsOf(cases))
                        .filteredOn(IncidentEventKind.ACKNOWLEDGED::equals)
                        .hasSize(cases.size()));
        HttpResponse<String> refused =
                running.post(ports().getFirst(), path(cases.getFirst()) + "/actions", action("x1", "RELAY", "110000"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("NOT_ON_LADDER");
        JsonNode page = json.readTree(
                running.get(ports().getLast(), path(cases.getFirst())).body());
        assertThat(page.get("timeline").findValuesAsString("zh")).contains("福州市收到", "福州市签收");
        assertThat(page.toString()).doesNotContain("虚构").doesNotContain("值班员丙");
    }

    @Test
    @Order(5)
    void saysWhatIsWrongWithARequest() throws Exception {
        int port = ports().getFirst();
        assertThat(running.get(port, "/incidents/450103:none").statusCode()).isEqualTo(404);
        for (int each : ports()) {
            for (String none : List.of("450103:none", "450103:nobody", "110101:none", "350112:none")) {
                assertThat(running.post(each, "/incidents/" + none + "/actions", action("x", "RELAY", CITY))
                                .statusCode())
                        .isEqualTo(404);
            }
        }
        assertThat(running.post(port, "/incidents/x/actions", "{\"kind\":\"DANCE\"}")
                        .body())
                .contains("kind must be one of");
        assertThat(running.post(port, "/incidents/x/actions", "{\"colour\":1}").body())
                .contains("colour");
        assertThat(running.get(port, "/incidents?state=ASLEEP").statusCode()).isEqualTo(400);
        assertThat(json.readTree(running.get(port, "/openapi").body())
                        .at("/paths")
                        .propertyNames())
                .contains(
                        "/incidents",
                        "/incidents/{incidentId}",
                        "/incidents/{incidentId}/actions",
                        "/desks/{desk}/events");
    }

    /** A desk follows what concerns it, and goes on where it was, at another instance. */
    @Test
    @Order(6)
    void tellsADeskWhatHappensAsItHappens() throws Exception {
        List<String> lines;
        String first = "E" + System.nanoTime();
        try (Stream<String> stream = running.follow(ports().getFirst(), "/desks/" + CITY + "/events", null)
                .body()) {
            open(first, 1);
            lines = until(first, stream.iterator());
        }
        String position = lines.stream()
                .filter(line -> line.startsWith("id:"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .substring(3);
        String second = "E" + System.nanoTime();
        awaitReceived(CITY, open(second, 1));
        try (Stream<String> stream = running.follow(ports().getLast(), "/desks/" + CITY + "/events", position)
                .body()) {
            assertThat(until(second, stream.iterator())).last().asString().contains(second);
        }
    }

    /** Lines come for as long as one listens, whatever they say: those until a case was received have to come in time. */
    private static List<String> until(String received, Iterator<String> coming) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    List<String> lines = new ArrayList<>();
                    do {
                        lines.add(coming.next());
                    } while (!lines.getLast().contains(received)
                            || !lines.getLast().contains("RECEIVED"));
                    return lines;
                })
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** What this version cannot understand sets its case aside, with an event and a dead letter; all others go on. */
    @Test
    @Order(7)
    void setsABrokenCaseAsideAndTakesItUpAgain() throws Exception {
        List<String> cases = open("B", 2);
        awaitReceived(CITY, cases);
        String broken = cases.getFirst();
        ReportAccepted report = running.log()
                .events(ReportAccepted.class, accepted -> incidentId(accepted).equals(broken))
                .getFirst();
        Submission unknown = Submission.newBuilder(report.getSubmission())
                .setMode(Mode.UNRECOGNIZED)
                .setSubmissionId("AT-later")
                .build();
        try (var producer = new KafkaProducer<String, ReportAccepted>(
                processes.kafka(), new StringSerializer(), new EventSerdes(processes.registryUrl()).serializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.REPORT_ACCEPTED,
                            REPORTER,
                            ReportAccepted.newBuilder(report)
                                    .setSubmission(unknown)
                                    .setReportId(REPORTER + ":AT-later")
                                    .build()))
                    .get();
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kindsOf(List.of(broken))).contains(IncidentEventKind.SET_ASIDE));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.deadLetters())
                        .anyMatch(letter -> letter.raw().topic().equals("report.accepted.escalation.dlt")
                                && new String(
                                                letter.raw()
                                                        .headers()
                                                        .lastHeader("zhuji_dlt_cause")
                                                        .value(),
                                                UTF_8)
                                        .contains("IllegalArgumentException")));
        awaitMisses(CITY, cases.subList(1, 2));
        assertThat(missesOf(CITY, List.of(broken))).isEmpty();
        for (int port : ports()) {
            assertThat(running.get(port, "/incidents/aside").body()).contains(broken);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(
                                        Notice.class,
                                        notice -> broken.equals(notice.getIncidentId())
                                                && notice.getKind() == NoticeKind.FEEDBACK
                                                && notice.getZh().contains("照常办理")))
                        .isNotEmpty());
        assertThat(running.post(ports().getFirst(), path(broken) + "/actions", action("t1", "TAKE_UP", PROVINCE))
                        .statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kindsOf(List.of(broken)))
                        .containsSubsequence(
                                IncidentEventKind.SET_ASIDE, IncidentEventKind.TAKEN_UP, IncidentEventKind.SET_ASIDE));
    }

    private static String incidentId(ReportAccepted accepted) {
        return accepted.getSubmission().getIncident() == null
                ? ""
                : accepted.getSubmission().getOffice() + ":"
                        + accepted.getSubmission().getIncident().getCaseNumber();
    }

    /** Opens cases of grade III, which climb from the city to the province. */
    private List<String> open(String prefix, int number) {
        List<String> opened = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            ObjectNode submission = running.fire(REPORTER, prefix + index, 3);
            running.feeder()
                    .post(
                            REPORTER,
                            submission.toString().getBytes(UTF_8),
                            Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
            opened.add(REPORTER + ":" + prefix + index);
        }
        running.feeder().flush();
        return opened;
    }

    private void awaitReceived(String rung, List<String> cases) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(of(IncidentEventKind.RECEIVED, rung, cases)).hasSize(cases.size()));
    }

    private void awaitMisses(String rung, List<String> cases) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(missesOf(rung, cases)).hasSize(cases.size()));
    }

    private List<IncidentEvent> missesOf(String rung, List<String> cases) {
        return of(IncidentEventKind.DEADLINE_MISSED, rung, cases);
    }

    private List<IncidentEvent> of(IncidentEventKind kind, String rung, List<String> cases) {
        return running.log()
                .events(
                        IncidentEvent.class,
                        event -> event.getKind() == kind
                                && event.getDuty() != Duty.FOLLOW_UP
                                && rung.equals(event.getRung())
                                && cases.contains(event.getIncidentId()));
    }

    private List<IncidentEventKind> kindsOf(List<String> cases) {
        return running.log().events(IncidentEvent.class, event -> cases.contains(event.getIncidentId())).stream()
                .map(IncidentEvent::getKind)
                .toList();
    }

    private static List<Duration> lags(List<IncidentEvent> misses) {
        return misses.stream()
                .map(missed -> Duration.between(missed.getDue(), missed.getAt()))
                .toList();
    }

    private Instant lastDue(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream())
                .flatMap(incident -> of(IncidentEventKind.RECEIVED, CITY, List.of(incident)).stream())
                .flatMap(event -> event.getLadder().stream())
                .map(Rung::getDue)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    static void relay(KafkaProducer<String, DeskAction> desk, String incident, String rung) {
        var unused = desk.send(new ProducerRecord<>(
                Topics.INCIDENT_ACTION,
                incident,
                DeskAction.newBuilder()
                        .setActionId(incident + "/" + rung)
                        .setIncidentId(incident)
                        .setKind(ActionKind.RELAY)
                        .setDesk(rung)
                        .setActor("值班员丙")
                        .setSeenVersion(1)
                        .setActedAt(Instant.now())
                        .build()));
    }

    private String action(@Nullable String id, String kind, String desk) {
        return json.createObjectNode()
                .put("actionId", id)
                .put("kind", kind)
                .put("desk", desk)
                .put("actor", "值班员丙")
                .put("seenVersion", 1)
                .toString();
    }

    private static String path(String incident) {
        return "/incidents/" + URLEncoder.encode(incident, UTF_8);
    }
}
