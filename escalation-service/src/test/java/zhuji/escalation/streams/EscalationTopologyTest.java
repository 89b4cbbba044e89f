// TMP package zhuji.escalation.streams;
// TMP
// TMP import static org.assertj.core.api.Assertions.assertThat;
// TMP import static org.assertj.core.api.Assertions.tuple;
// TMP
// TMP import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
// TMP import java.io.IOException;
// TMP import java.nio.file.Files;
// TMP import java.nio.file.Path;
// TMP import java.time.Duration;
// TMP import java.time.Instant;
// TMP import java.util.List;
// TMP import java.util.concurrent.atomic.AtomicReference;
// TMP import org.jspecify.annotations.Nullable;
// TMP import org.junit.jupiter.api.AfterEach;
// TMP import org.junit.jupiter.api.BeforeEach;
// TMP import org.junit.jupiter.api.Test;
// TMP import zhuji.escalation.policy.PolicyReader;
// TMP import zhuji.events.ActionKind;
// TMP import zhuji.events.Category;
// TMP import zhuji.events.Count;
// TMP import zhuji.events.DeskAction;
// TMP import zhuji.events.Form;
// TMP import zhuji.events.Incident;
// TMP import zhuji.events.IncidentClass;
// TMP import zhuji.events.IncidentEvent;
// TMP import zhuji.events.IncidentEventKind;
// TMP import zhuji.events.Level;
// TMP import zhuji.events.Mode;
// TMP import zhuji.events.OfficeRegistered;
// TMP import zhuji.events.OfficeStatus;
// TMP import zhuji.events.Qualifier;
// TMP import zhuji.events.ReportAccepted;
// TMP import zhuji.events.Source;
// TMP import zhuji.events.Stage;
// TMP import zhuji.events.Submission;
// TMP import zhuji.events.Topics;
// TMP import zhuji.events.Urgency;
// TMP import zhuji.testkit.TopologyUnderTest;
// TMP
// TMP class EscalationTopologyTest {
// TMP
// TMP     private static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");
// TMP
// TMP     private final AtomicReference<Instant> now = new AtomicReference<>(RECEIVED);
// TMP     private TopologyUnderTest topology;
// TMP
// TMP     @BeforeEach
// TMP     void start() throws IOException {
// TMP         var policy = new
// PolicyReader().read(Files.readAllBytes(Path.of("src/main/resources/policy/national.yaml")), 1);
// TMP         topology = new TopologyUnderTest(
// TMP                 Topics.ESCALATION,
// TMP                 RECEIVED,
// TMP                 (builder, serdes) -> new EscalationTopology(
// TMP                                 serdes,
// TMP                                 policy,
// TMP                                 now::get,
// TMP                                 Duration.ofMillis(100),
// TMP                                 new EscalationMetrics(new SimpleMeterRegistry()))
// TMP                         .addTo(builder));
// TMP         register("000000", Level.NATIONAL, null);
// TMP         register("450000", Level.PROVINCE, "000000");
// TMP         register("450100", Level.PREFECTURE, "450000");
// TMP         register("450103", Level.COUNTY, "450100");
// TMP     }
// TMP
// TMP     @AfterEach
// TMP     void stop() {
// TMP         topology.close();
// TMP     }
// TMP
// TMP     /** Renaming a node or store strands the state of running instances; this makes such a change visible in
// review. */
// TMP     @Test
// TMP     void keepsItsShape() throws IOException {
// TMP         assertThat(topology.description())
// TMP                 .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/topology.txt")));
// TMP     }
// TMP
// TMP     @Test
// TMP     void opensACaseAndClimbsOnRelay() {
// TMP         report(3);
// TMP         act(ActionKind.RELAY, "450100", "a1");
// TMP         act(ActionKind.RELAY, "450100", "a1");
// TMP
// TMP         assertThat(events())
// TMP                 .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
// TMP                 .containsExactly(
// TMP                         tuple(IncidentEventKind.OPENED, null),
// TMP                         tuple(IncidentEventKind.RECEIVED, "450100"),
// TMP                         tuple(IncidentEventKind.RELAYED, "450100"),
// TMP                         tuple(IncidentEventKind.RECEIVED, "450000"));
// TMP     }
// TMP
// TMP     @Test
// TMP     void givesTheRungTheReportAndThePolicyVersion() {
// TMP         report(3);
// TMP
// TMP         assertThat(events()).last().satisfies(received -> {
// TMP             assertThat(received.getReport().getTitle()).isEqualTo("标题");
// TMP             assertThat(received.getPolicyVersion()).startsWith("cn-national/1+sha256:");
// TMP             assertThat(received.getDue()).isEqualTo(RECEIVED.plus(Duration.ofHours(2)));
// TMP         });
// TMP     }
// TMP
// TMP     @Test
// TMP     void firesEachDeadlineOnceHoweverLongNobodyLooked() {
// TMP         report(3);
// TMP         events();
// TMP
// TMP         pass(Duration.ofMinutes(119));
// TMP         assertThat(events()).isEmpty();
// TMP         pass(Duration.ofHours(9));
// TMP         assertThat(events())
// TMP                 .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
// TMP                 .containsExactly(
// TMP                         tuple(IncidentEventKind.DEADLINE_MISSED, "450100"),
// TMP                         tuple(IncidentEventKind.RECEIVED, "450000"));
// TMP         pass(Duration.ofHours(9));
// TMP         assertThat(events())
// TMP                 .extracting(IncidentEvent::getKind, IncidentEvent::getRung)
// TMP                 .containsExactly(tuple(IncidentEventKind.DEADLINE_MISSED, "450000"));
// TMP         pass(Duration.ofHours(9));
// TMP         assertThat(events()).isEmpty();
// TMP     }
// TMP
// TMP     @Test
// TMP     void refusesAnActionOnACaseThereIsNot() {
// TMP         act(ActionKind.RELAY, "450100", "a1");
// TMP
// TMP         assertThat(events()).singleElement().satisfies(refused -> {
// TMP             assertThat(refused.getKind()).isEqualTo(IncidentEventKind.REFUSED);
// TMP             assertThat(refused.getReason().getCode()).isEqualTo("UNKNOWN_CASE");
// TMP         });
// TMP     }
// TMP
// TMP     private List<IncidentEvent> events() {
// TMP         return topology.taken(Topics.INCIDENT_EVENT, IncidentEvent.class);
// TMP     }
// TMP
// TMP     private void pass(Duration time) {
// TMP         now.updateAndGet(instant -> instant.plus(time));
// TMP         topology.pass(Duration.ofMillis(100));
// TMP     }
// TMP
// TMP     private void report(long deaths) {
// TMP         Submission submission = Submission.newBuilder()
// TMP                 .setSubmissionId("1")
// TMP                 .setOffice("450103")
// TMP                 .setMode(Mode.ACTUAL)
// TMP                 .setCategory(Category.MAJOR_INCIDENT)
// TMP                 .setForm(Form.BRIEF)
// TMP                 .setUrgency(Urgency.FLASH)
// TMP                 .setTitle("标题")
// TMP                 .setBody("正文")
// TMP                 .setSubmittedAt(RECEIVED)
// TMP                 .setIncident(Incident.newBuilder()
// TMP                         .setCaseNumber("K1")
// TMP                         .setStage(Stage.INITIAL)
// TMP                         .setClass$(IncidentClass.ACCIDENT)
// TMP                         .setType("FIRE")
// TMP                         .setOccurredAt(RECEIVED.minusSeconds(600))
// TMP                         .setDivision("450103")
// TMP                         .setDeaths(new Count(deaths, Qualifier.EXACT))
// TMP                         .build())
// TMP                 .build();
// TMP         topology.put(
// TMP                 Topics.REPORT_ACCEPTED,
// TMP                 "450103",
// TMP                 ReportAccepted.newBuilder()
// TMP                         .setEventId("report.submitted/0/0#ReportAccepted")
// TMP                         .setReportId("450103:1")
// TMP                         .setOffice("450103")
// TMP                         .setSubmission(submission)
// TMP                         .setReceivedAt(RECEIVED)
// TMP                         .setDigest("d")
// TMP                         .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 0L))
// TMP                         .build(),
// TMP                 RECEIVED);
// TMP     }
// TMP
// TMP     private void act(ActionKind kind, String desk, String id) {
// TMP         topology.put(
// TMP                 Topics.INCIDENT_ACTION,
// TMP                 "450103:K1",
// TMP                 DeskAction.newBuilder()
// TMP                         .setActionId(id)
// TMP                         .setIncidentId("450103:K1")
// TMP                         .setKind(kind)
// TMP                         .setDesk(desk)
// TMP                         .setActor("丙")
// TMP                         .setSeenVersion(1)
// TMP                         .setActedAt(RECEIVED)
// TMP                         .build(),
// TMP                 RECEIVED.plusSeconds(60));
// TMP     }
// TMP
// TMP     private void register(String code, Level level, @Nullable String parent) {
// TMP         topology.put(
// TMP                 Topics.OFFICE_REGISTERED,
// TMP                 code,
// TMP                 OfficeRegistered.newBuilder()
// TMP                         .setCode(code)
// TMP                         .setName(code)
// TMP                         .setLevel(level)
// TMP                         .setParent(parent)
// TMP                         .setContactPoint(false)
// TMP                         .setStatus(OfficeStatus.ACTIVE)
// TMP                         .setSuccessors(List.of())
// TMP                         .setProfile("test")
// TMP                         .build(),
// TMP                 RECEIVED);
// TMP     }
// TMP }
