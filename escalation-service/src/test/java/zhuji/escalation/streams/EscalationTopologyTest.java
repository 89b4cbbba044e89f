package zhuji.escalation.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.DeskLine;
import zhuji.escalation.domain.Given;
import zhuji.escalation.domain.IncidentCase;
import zhuji.events.ActionKind;
import zhuji.events.Category;
import zhuji.events.Count;
import zhuji.events.DeskAction;
import zhuji.events.Duty;
import zhuji.events.EventHeaders;
import zhuji.events.Finding;
import zhuji.events.Form;
import zhuji.events.Incident;
import zhuji.events.IncidentClass;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Qualifier;
import zhuji.events.Relay;
import zhuji.events.ReportAccepted;
import zhuji.events.Source;
import zhuji.events.Stage;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.telemetry.Traces;
import zhuji.testkit.TopologyUnderTest;
import zhuji.wire.failures.DeadLetters;

class EscalationTopologyTest {

    private static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");

    private static final String TEXT = "正文不得外泄";

    private final AtomicReference<Instant> now = new AtomicReference<>(RECEIVED);
    private final AtomicReference<@Nullable Instant> handled = new AtomicReference<>(Instant.MAX);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyUnderTest topology;

    @BeforeEach
    void start() {
        topology = new TopologyUnderTest(
                Topics.ESCALATION,
                RECEIVED,
                (builder, serdes) -> new EscalationTopology(
                                serdes,
                                Given.policies(1),
                                now::get,
                                partition -> handled.get(),
                                new EscalationTopology.Settings(1, Duration.ofMillis(100)),
                                new EscalationMetrics(meters),
                                Traces.NONE)
                        .addTo(builder));
        register("000000", Level.NATIONAL, null);
        register("450000", Level.PROVINCE, "000000");
        register("450100", Level.PREFECTURE, "450000");
        register("450103", Level.COUNTY, "450100");
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    /** Renaming a node or store strands the state of running instances; this makes such a change visible in review. */
    @Test
    void keepsItsShape() throws IOException {
        assertThat(topology.description())
                .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/topology.txt")));
    }

    @Test
    void opensACaseAndClimbsOnRelay() {
        report(3);
        act(ActionKind.RELAY, "450100", "a1");
        act(ActionKind.RELAY, "450100", "a1");

        assertThat(events())
                .extracting(IncidentEvent::getSequence, IncidentEvent::getKind, IncidentEvent::getRung)
                .containsExactly(
                        tuple(1, IncidentEventKind.OPENED, null),
                        tuple(2, IncidentEventKind.RECEIVED, "450100"),
                        tuple(3, IncidentEventKind.RELAYED, "450100"),
                        tuple(4, IncidentEventKind.RECEIVED, "450000"));
    }

    @Test
    void givesTheRungTheReportAndThePolicyVersion() {
        report(3);

        assertThat(events()).last().satisfies(received -> {
            assertThat(received.getReport().getBody()).isEqualTo(TEXT);
            assertThat(received.getPolicyVersion()).startsWith("cn-national/3+sha256:");
            assertThat(received.getDue()).isEqualTo(RECEIVED.plus(Duration.ofHours(2)));
            assertThat(received.getDuty()).isEqualTo(Duty.RELAY);
        });
    }

    @Test
    void firesEachDeadlineOnceHoweverLongNobodyLooked() {
        report(3);
        events();

        pass(Duration.ofMinutes(59));
        assertThat(events()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(events())
                .extracting(
                        IncidentEvent::getKind,
                        IncidentEvent::getRung,
                        event -> event.getReason().getCode())
                .containsExactly(tuple(IncidentEventKind.REMINDED, "450100", "WINDOW_50"));
        pass(Duration.ofHours(9));
        assertThat(ofRungs(events()))
                .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
                .containsExactly(
                        tuple(IncidentEventKind.DEADLINE_MISSED, "450100"),
                        tuple(IncidentEventKind.RECEIVED, "450000"));
        pass(Duration.ofHours(9));
        assertThat(ofRungs(events()))
                .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
                .containsExactly(tuple(IncidentEventKind.DEADLINE_MISSED, "450000"));
        pass(Duration.ofHours(9));
        assertThat(ofRungs(events())).isEmpty();
    }

    /** Neither a desk's action nor time that passes tells of the report's trace; the case does. */
    @Test
    void goesOnWithTheTraceOfTheReportThatOpenedTheCase() {
        byte[] trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.US_ASCII);
        byte[] report = topology.bytesOf(
                Topics.REPORT_ACCEPTED,
                accepted(submission("1", Stage.INITIAL, 3).build()));
        var headers = new RecordHeaders().add(EventHeaders.TRACE_PARENT, trace);
        topology.put(Topics.REPORT_ACCEPTED, new TestRecord<>("450103", report, headers, RECEIVED));
        act(ActionKind.RELAY, "450100", "a1");
        pass(Duration.ofHours(9));

        var events = topology.records(Topics.INCIDENT_EVENT);
        assertThat(events)
                .extracting(event -> ((IncidentEvent) event.value()).getKind())
                .contains(IncidentEventKind.OPENED, IncidentEventKind.RELAYED, IncidentEventKind.DEADLINE_MISSED);
        assertThat(events)
                .extracting(event ->
                        event.headers().lastHeader(EventHeaders.TRACE_PARENT).value())
                .containsOnly(trace);
    }

    /** What operators see of it: who owes what, and how each hop ended. */
    @Test
    void tellsWhoHoldsACaseAndHowItsHopsEnded() {
        report(3);
        topology.pass(Duration.ofSeconds(1));
        assertThat(gauge("zhuji.escalation.duties", "level", "prefecture", "window", "in_time"))
                .isEqualTo(1);
        assertThat(gauge("zhuji.escalation.cases.open", "level", "prefecture", "region", "45"))
                .isEqualTo(1);

        act(ActionKind.RELAY, "450100", "a1");
        pass(Duration.ofHours(9));
        topology.pass(Duration.ofSeconds(1));

        assertThat(hops("prefecture", "kept")).isEqualTo(1);
        assertThat(hops("province", "reported_late")).isEqualTo(1);
        assertThat(hops("province", "missed")).isZero();
        assertThat(gauge("zhuji.escalation.duties", "level", "province", "window", "overdue"))
                .isEqualTo(1);
        assertThat(gauge("zhuji.escalation.duties", "level", "prefecture", "window", "in_time"))
                .isZero();
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    private double hops(String level, String outcome) {
        return meters.get("zhuji.escalation.hops")
                .tags("level", level, "outcome", outcome)
                .counter()
                .count();
    }

    private static List<IncidentEvent> ofRungs(List<IncidentEvent> events) {
        return events.stream().filter(event -> event.getRung() != null).toList();
    }

    /** After an outage the relays that waited are read before any deadline is called missed. */
    @Test
    void callsNoDeadlineMissedBeforeWhatDesksDidIsRead() {
        report(3);
        events();
        handled.set(RECEIVED.plus(Duration.ofMinutes(100)));

        pass(Duration.ofHours(9));
        assertThat(events()).extracting(IncidentEvent::getKind).doesNotContain(IncidentEventKind.DEADLINE_MISSED);
        act(ActionKind.RELAY, "450100", "a1");
        handled.set(Instant.MAX);
        pass(Duration.ofMillis(100));

        assertThat(events())
                .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
                .containsSequence(
                        tuple(IncidentEventKind.RELAYED, "450100"), tuple(IncidentEventKind.RECEIVED, "450000"))
                .doesNotContain(tuple(IncidentEventKind.DEADLINE_MISSED, "450100"));
    }

    @Test
    void refusesAnActionOnACaseThereIsNot() {
        act(ActionKind.RELAY, "450100", "a1");

        assertThat(events()).singleElement().satisfies(refused -> {
            assertThat(refused.getKind()).isEqualTo(IncidentEventKind.REFUSED);
            assertThat(refused.getReason().getCode()).isEqualTo("UNKNOWN_CASE");
        });
    }

    @Test
    void refusesAFinalReportWithoutAnInitialOne() {
        put(submission("1", Stage.FINAL, 3).build());

        assertThat(events()).singleElement().satisfies(refused -> {
            assertThat(refused.getKind()).isEqualTo(IncidentEventKind.REFUSED);
            assertThat(refused.getReason().getCode()).isEqualTo("NO_INITIAL_REPORT");
            assertThat(refused.getReportId()).isEqualTo("450103:1");
        });
    }

    @Test
    void holdsTheProvinceToARelayRequest() {
        put(submission("7", Stage.INITIAL, 3)
                .setCategory(Category.NEW_SITUATION)
                .setIncident(null)
                .setRelay(Relay.PROVINCE)
                .build());

        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getMatter, IncidentEvent::getRung)
                .containsExactly(
                        tuple("450103:relay:7", Matter.RELAY_REQUEST, null),
                        tuple("450103:relay:7", Matter.RELAY_REQUEST, "450000"));
    }

    /** A finding is of the report that the desk has seen, whatever came since: it is that office's item, and that year's, which it costs. */
    @Test
    void namesTheReportAFindingIsAbout() {
        report(3);
        put(submission("2", Stage.FOLLOW_UP, 4).build());
        act(findingOn(1));

        assertThat(events())
                .filteredOn(event -> event.getKind() == IncidentEventKind.FOUND)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.getReportId()).isEqualTo("450103:1");
                    assertThat(found.getVersion()).isEqualTo(1);
                });
    }

    private static DeskAction.Builder findingOn(int version) {
        return DeskAction.newBuilder(action(ActionKind.FIND, "450000", "f" + version))
                .setSeenVersion(version)
                .setFinding(Finding.FALSIFIED)
                .setReason("核查");
    }

    /** A number that was used in an exercise swallows no real incident (design §4). */
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"EXERCISE", "TEST"})
    void opensARealCaseUnderTheNumberOfAnExercise(Mode rehearsed) {
        put(submission("1", Stage.INITIAL, 3).setMode(rehearsed).build());
        put(submission("2", Stage.INITIAL, 40).build());

        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getKind, IncidentEvent::getMode)
                .containsExactly(
                        tuple("450103:K1:" + rehearsed, IncidentEventKind.OPENED, rehearsed),
                        tuple("450103:K1:" + rehearsed, IncidentEventKind.RECEIVED, rehearsed),
                        tuple("450103:K1", IncidentEventKind.OPENED, Mode.ACTUAL),
                        tuple("450103:K1", IncidentEventKind.RECEIVED, Mode.ACTUAL));
    }

    /** A follow-up this version cannot understand: its case waits, the others go on, nothing is lost. */
    @Test
    void setsACaseAsideAloneAndTakesItUpAgain() {
        report(3);
        put(submission("2", Stage.FOLLOW_UP, 3).setMode(Mode.UNRECOGNIZED).build());
        act(ActionKind.RELAY, "450100", "a1");
        another();

        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getKind, IncidentEvent::getSequence)
                .containsExactly(
                        tuple("450103:K1", IncidentEventKind.OPENED, 1),
                        tuple("450103:K1", IncidentEventKind.RECEIVED, 2),
                        tuple("450103:K1", IncidentEventKind.SET_ASIDE, 3),
                        tuple("450103:K2", IncidentEventKind.OPENED, 1),
                        tuple("450103:K2", IncidentEventKind.RECEIVED, 2));
        assertThat(topology.rawRecords("report.accepted.escalation.dlt"))
                .singleElement()
                .satisfies(letter -> assertThat(
                                letter.headers().lastHeader(DeadLetters.CAUSE).value())
                        .asString()
                        .isEqualTo(IllegalArgumentException.class.getName()));
        pass(Duration.ofHours(9));
        assertThat(events()).extracting(IncidentEvent::getIncidentId).containsOnly("450103:K2");

        KeyValueStore<String, Aside> asides = topology.store(Stores.ASIDE);
        Aside aside = asides.get("450103:K1");
        assertThat(aside.waiting()).isEqualTo(2);
        KeyValueStore<String, Waiting> waiting = topology.store(Stores.WAITING);
        waiting.delete("450103:K1/000000000");
        act(ActionKind.TAKE_UP, "450000", "t1");
        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getKind)
                .containsSubsequence(
                        tuple("450103:K1", IncidentEventKind.TAKEN_UP), tuple("450103:K1", IncidentEventKind.RELAYED));
        pass(Duration.ofHours(9));
        assertThat(events()).extracting(IncidentEvent::getIncidentId).contains("450103:K1");
    }

    /** Anybody can act on a case that is set aside, any number of times: what waits is bounded, and what is too much is told. */
    @Test
    void letsNoMoreThanAThousandActionsWait() {
        report(3);
        put(submission("2", Stage.FOLLOW_UP, 3).setMode(Mode.UNRECOGNIZED).build());
        Set<String> refused = new HashSet<>();
        for (int number = 0; number < 1_010; number++) {
            act(ActionKind.ACKNOWLEDGE, "450100", "n" + number);
        }
        events().stream()
                .filter(event -> event.getKind() == IncidentEventKind.REFUSED)
                .forEach(event -> refused.add(
                        event.getActionId() + " " + event.getReason().getCode()));
        put(submission("3", Stage.FOLLOW_UP, 4).build());

        // The first that waits is the report for which the case was set aside.
        assertThat(refused).hasSize(11).contains("n999 TOO_MANY_WAITING", "n1009 TOO_MANY_WAITING");
        assertThat(topology.<Aside>store(Stores.ASIDE).get("450103:K1").waiting())
                .as("with the report, which always waits")
                .isEqualTo(1_001);
    }

    @Test
    void setsACaseAsideAgainWhenWhatFailedFailsAgain() {
        report(3);
        put(submission("2", Stage.FOLLOW_UP, 3).setMode(Mode.UNRECOGNIZED).build());
        act(ActionKind.RELAY, "450100", "a1");
        act(ActionKind.TAKE_UP, "450000", "t1");

        assertThat(events())
                .extracting(IncidentEvent::getKind)
                .endsWith(IncidentEventKind.SET_ASIDE, IncidentEventKind.TAKEN_UP, IncidentEventKind.SET_ASIDE);
        assertThat(topology.<Aside>store(Stores.ASIDE).get("450103:K1").waiting())
                .isEqualTo(2);
    }

    /** State that cannot be read, as after a step back to an older version: the case is set aside like any other, and no thread dies. */
    @Test
    void setsACaseAsideWhoseStateCannotBeRead() {
        report(3);
        events();
        byte[] unreadable = "{\"ladder\":7}".getBytes(UTF_8);
        topology.putRaw(Stores.CASES, "450103:K1", unreadable);

        act(ActionKind.RELAY, "450100", "a1");
        another();

        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getKind)
                .contains(
                        tuple("450103:K1", IncidentEventKind.SET_ASIDE), tuple("450103:K2", IncidentEventKind.OPENED));
        assertThat(topology.rawRecords("incident.action.escalation.dlt")).hasSize(1);
    }

    /** Nobody could know its deadline when it was set aside; what waits for it is not lost when that comes. */
    @Test
    void keepsWhatWaitsForAnUnreadableCaseWhenItsDeadlineComes() {
        report(3);
        topology.putRaw(Stores.CASES, "450103:K1", "{\"ladder\":7}".getBytes(UTF_8));
        act(ActionKind.RELAY, "450100", "a1");
        act(ActionKind.ACKNOWLEDGE, "450100", "a2");

        pass(Duration.ofHours(9));

        assertThat(topology.<Aside>store(Stores.ASIDE).get("450103:K1").waiting())
                .isEqualTo(2);
        assertThat(events()).extracting(IncidentEvent::getKind).containsOnlyOnce(IncidentEventKind.SET_ASIDE);
    }

    /** A desk's client may have another key or another partitioner than ours. */
    @Test
    void takesAnActionWhateverItsKey() {
        report(3);
        events();
        topology.put(
                Topics.INCIDENT_ACTION,
                "450103:K2",
                action(ActionKind.RELAY, "450100", "a1"),
                RECEIVED.plusSeconds(60));

        assertThat(events())
                .extracting(IncidentEvent::getKind)
                .contains(IncidentEventKind.RELAYED)
                .doesNotContain(IncidentEventKind.REFUSED);
    }

    /** Nothing that one desk writes may travel further than it is long. */
    @Test
    void refusesAnActionWithoutAProperNumberByItsDigestAlone() {
        report(3);
        events();
        String huge = "a".repeat(400_000);
        act(DeskAction.newBuilder(action(ActionKind.RELAY, "450100", huge)));
        act(DeskAction.newBuilder(action(ActionKind.RELAY, "450100", "a1")).setIncidentId(huge));
        act(DeskAction.newBuilder(action(ActionKind.RELAY, "450100", "a2")).setActor(huge));
        act(DeskAction.newBuilder(action(ActionKind.RELAY, "450100", "a3")).setActor("\u200b"));
        act(DeskAction.newBuilder(action(ActionKind.RELAY, "450100", "a4")).setActor("\ufffd\ufffd值班员"));
        act(DeskAction.newBuilder(action(ActionKind.RELAY, huge, "a5")));

        assertThat(topology.rawRecords(Topics.INCIDENT_EVENT)).hasSize(6).allSatisfy(record -> {
            assertThat(record.value().length).isLessThan(5_000);
            assertThat(record.key().length()).isLessThan(200);
            assertThat(record.headers().lastHeader("ce_id").value().length).isLessThan(1_000);
        });
        assertThat(topology.<IncidentCase>store(Stores.CASES)
                        .get("450103:K1")
                        .ladder()
                        .getFirst()
                        .relayedAt())
                .isNull();
    }

    private void act(DeskAction.Builder action) {
        topology.put(Topics.INCIDENT_ACTION, "450103:K1", action.build(), RECEIVED.plusSeconds(60));
    }

    /** A timer that fails has no record to set aside: its letter names the case. */
    @Test
    void setsACaseAsideWhoseTimerFails() {
        report(3);
        another();
        events();
        KeyValueStore<String, IncidentCase> cases = topology.store(Stores.CASES);
        IncidentCase incident = cases.get("450103:K1");
        cases.put("450103:K1", underAPolicyNobodyHas(incident));

        pass(Duration.ofHours(2));
        pass(Duration.ofMillis(100));

        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getKind)
                .contains(
                        tuple("450103:K1", IncidentEventKind.SET_ASIDE),
                        tuple("450103:K2", IncidentEventKind.DEADLINE_MISSED));
        assertThat(topology.rawRecords("incident.action.escalation.dlt"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.key()).isEqualTo("450103:K1"));

        cases.put("450103:K1", incident);
        act(ActionKind.TAKE_UP, "450000", "t1");
        pass(Duration.ofMillis(100));
        assertThat(events())
                .extracting(IncidentEvent::getIncidentId, IncidentEvent::getKind)
                .containsSubsequence(
                        tuple("450103:K1", IncidentEventKind.TAKEN_UP),
                        tuple("450103:K1", IncidentEventKind.DEADLINE_MISSED));
    }

    private void another() {
        put(submission("9", Stage.INITIAL, 3)
                .setIncident(incident(Stage.INITIAL, 3).setCaseNumber("K2").build())
                .build());
    }

    private static IncidentCase underAPolicyNobodyHas(IncidentCase incident) {
        return new IncidentCase(
                incident.incidentId(),
                incident.matter(),
                incident.office(),
                incident.mode(),
                "lost",
                incident.grading(),
                incident.anchors(),
                incident.versions(),
                incident.ladder(),
                incident.followUp(),
                incident.actions(),
                incident.happenings(),
                incident.closed());
    }

    @Test
    void listsACaseWithEachDeskThatHasIt() {
        report(3);
        act(ActionKind.RELAY, "450100", "a1");

        KeyValueStore<String, DeskLine> desks = topology.store(Stores.DESKS);
        assertThat(desks.get("450100/450103:K1").state()).isEqualTo(DeskLine.State.DONE);
        assertThat(desks.get("450000/450103:K1").state()).isEqualTo(DeskLine.State.OWING);
        assertThat(desks.get("450103/450103:K1").state()).isEqualTo(DeskLine.State.REPORTED);
        assertThat(desks.get("*/450103:K1").state()).isEqualTo(DeskLine.State.OWING);
        assertThat(desks.get("000000/450103:K1")).isNull();
    }

    private List<IncidentEvent> events() {
        return topology.taken(Topics.INCIDENT_EVENT, IncidentEvent.class);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
        topology.pass(Duration.ofMillis(100));
    }

    private void report(long deaths) {
        put(submission("1", Stage.INITIAL, deaths).build());
    }

    private static Submission.Builder submission(String number, Stage stage, long deaths) {
        return Submission.newBuilder()
                .setSubmissionId(number)
                .setOffice("450103")
                .setMode(Mode.ACTUAL)
                .setCategory(Category.MAJOR_INCIDENT)
                .setForm(Form.BRIEF)
                .setUrgency(Urgency.FLASH)
                .setTitle("标题")
                .setBody(TEXT)
                .setSubmittedAt(RECEIVED)
                .setIncident(incident(stage, deaths).build());
    }

    private static Incident.Builder incident(Stage stage, long deaths) {
        return Incident.newBuilder()
                .setCaseNumber("K1")
                .setStage(stage)
                .setClass$(IncidentClass.ACCIDENT)
                .setType("FIRE")
                .setOccurredAt(RECEIVED.minusSeconds(600))
                .setDivision("450103")
                .setDeaths(new Count(deaths, Qualifier.EXACT));
    }

    private void put(Submission submission) {
        topology.put(Topics.REPORT_ACCEPTED, "450103", accepted(submission), RECEIVED);
    }

    private static ReportAccepted accepted(Submission submission) {
        return ReportAccepted.newBuilder()
                .setEventId("report.submitted/0/" + submission.getSubmissionId() + "#ReportAccepted")
                .setReportId("450103:" + submission.getSubmissionId())
                .setOffice("450103")
                .setSubmission(submission)
                .setReceivedAt(RECEIVED)
                .setDigest("d")
                .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 0L))
                .build();
    }

    private void act(ActionKind kind, String desk, String id) {
        topology.put(Topics.INCIDENT_ACTION, "450103:K1", action(kind, desk, id), RECEIVED.plusSeconds(60));
    }

    private static DeskAction action(ActionKind kind, String desk, String id) {
        return DeskAction.newBuilder()
                .setActionId(id)
                .setIncidentId("450103:K1")
                .setKind(kind)
                .setDesk(desk)
                .setActor("丙")
                .setSeenVersion(1)
                .setActedAt(RECEIVED)
                .build();
    }

    private void register(String code, Level level, @Nullable String parent) {
        topology.put(
                Topics.OFFICE_REGISTERED,
                code,
                OfficeRegistered.newBuilder()
                        .setCode(code)
                        .setName(code)
                        .setLevel(level)
                        .setParent(parent)
                        .setContactPoint(false)
                        .setStatus(OfficeStatus.ACTIVE)
                        .setSuccessors(List.of())
                        .setProfile("test")
                        .build(),
                RECEIVED);
    }
}
