package zhuji.escalation.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhuji.escalation.policy.PolicyReader;
import zhuji.events.ActionKind;
import zhuji.events.Category;
import zhuji.events.Count;
import zhuji.events.DeskAction;
import zhuji.events.Form;
import zhuji.events.Incident;
import zhuji.events.IncidentClass;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Qualifier;
import zhuji.events.ReportAccepted;
import zhuji.events.Source;
import zhuji.events.Stage;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.testkit.TopologyUnderTest;

class EscalationTopologyTest {

    private static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(RECEIVED);
    private TopologyUnderTest topology;

    @BeforeEach
    void start() throws IOException {
        var policy = new PolicyReader().read(Files.readAllBytes(Path.of("src/main/resources/policy/national.yaml")), 1);
        topology = new TopologyUnderTest(
                Topics.ESCALATION,
                RECEIVED,
                (builder, serdes) -> new EscalationTopology(
                                serdes,
                                policy,
                                now::get,
                                Duration.ofMillis(100),
                                new EscalationMetrics(new SimpleMeterRegistry()))
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
                .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
                .containsExactly(
                        tuple(IncidentEventKind.OPENED, null),
                        tuple(IncidentEventKind.RECEIVED, "450100"),
                        tuple(IncidentEventKind.RELAYED, "450100"),
                        tuple(IncidentEventKind.RECEIVED, "450000"));
    }

    @Test
    void givesTheRungTheReportAndThePolicyVersion() {
        report(3);

        assertThat(events()).last().satisfies(received -> {
            assertThat(received.getReport().getTitle()).isEqualTo("标题");
            assertThat(received.getPolicyVersion()).startsWith("cn-national/1+sha256:");
            assertThat(received.getDue()).isEqualTo(RECEIVED.plus(Duration.ofHours(2)));
        });
    }

    @Test
    void firesEachDeadlineOnceHoweverLongNobodyLooked() {
        report(3);
        events();

        pass(Duration.ofMinutes(119));
        assertThat(events()).isEmpty();
        pass(Duration.ofHours(9));
        assertThat(events())
                .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
                .containsExactly(
                        tuple(IncidentEventKind.DEADLINE_MISSED, "450100"),
                        tuple(IncidentEventKind.RECEIVED, "450000"));
        pass(Duration.ofHours(9));
        assertThat(events())
                .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
                .containsExactly(tuple(IncidentEventKind.DEADLINE_MISSED, "450000"));
        pass(Duration.ofHours(9));
        assertThat(events()).isEmpty();
    }

    @Test
    void refusesAnActionOnACaseThereIsNot() {
        act(ActionKind.RELAY, "450100", "a1");

        assertThat(events()).singleElement().satisfies(refused -> {
            assertThat(refused.getKind()).isEqualTo(IncidentEventKind.REFUSED);
            assertThat(refused.getReason().getCode()).isEqualTo("UNKNOWN_CASE");
        });
    }

    private List<IncidentEvent> events() {
        return topology.taken(Topics.INCIDENT_EVENT, IncidentEvent.class);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
        topology.pass(Duration.ofMillis(100));
    }

    private void report(long deaths) {
        Submission submission = Submission.newBuilder()
                .setSubmissionId("1")
                .setOffice("450103")
                .setMode(Mode.ACTUAL)
                .setCategory(Category.MAJOR_INCIDENT)
                .setForm(Form.BRIEF)
                .setUrgency(Urgency.FLASH)
                .setTitle("标题")
                .setBody("正文")
                .setSubmittedAt(RECEIVED)
                .setIncident(Incident.newBuilder()
                        .setCaseNumber("K1")
                        .setStage(Stage.INITIAL)
                        .setClass$(IncidentClass.ACCIDENT)
                        .setType("FIRE")
                        .setOccurredAt(RECEIVED.minusSeconds(600))
                        .setDivision("450103")
                        .setDeaths(new Count(deaths, Qualifier.EXACT))
                        .build())
                .build();
        topology.put(
                Topics.REPORT_ACCEPTED,
                "450103",
                ReportAccepted.newBuilder()
                        .setEventId("report.submitted/0/0#ReportAccepted")
                        .setReportId("450103:1")
                        .setOffice("450103")
                        .setSubmission(submission)
                        .setReceivedAt(RECEIVED)
                        .setDigest("d")
                        .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 0L))
                        .build(),
                RECEIVED);
    }

    private void act(ActionKind kind, String desk, String id) {
        topology.put(
                Topics.INCIDENT_ACTION,
                "450103:K1",
                DeskAction.newBuilder()
                        .setActionId(id)
                        .setIncidentId("450103:K1")
                        .setKind(kind)
                        .setDesk(desk)
                        .setActor("丙")
                        .setSeenVersion(1)
                        .setActedAt(RECEIVED)
                        .build(),
                RECEIVED.plusSeconds(60));
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
