package zhuji.routing.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhuji.events.AnnualDecision;
import zhuji.events.Category;
import zhuji.events.Duty;
import zhuji.events.EvaluationKind;
import zhuji.events.Form;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Outcome;
import zhuji.events.Reason;
import zhuji.events.Relay;
import zhuji.events.ReminderKind;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Rung;
import zhuji.events.ScoreReminder;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.testkit.TopologyUnderTest;

class RoutingTopologyTest {

    private static final Instant AT = Instant.parse("2025-03-04T02:30:00Z");

    private TopologyUnderTest topology;

    @BeforeEach
    void start() {
        topology = new TopologyUnderTest(
                Topics.ROUTING,
                AT,
                (builder, serdes) -> new RoutingTopology(
                                serdes, new RoutingMetrics(new SimpleMeterRegistry(), () -> AT))
                        .addTo(builder));
        register("450000", Level.PROVINCE, false);
        register("450100", Level.PREFECTURE, true);
        register("450103", Level.COUNTY, false);
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
    void givesAContactPointsReportToTheNationalOfficeAndToTheRegionAndAReceiptToTheSender() {
        accept(submission("450100", Category.NEW_SITUATION, null));

        assertThat(topology.taken(Topics.REPORT_NATIONAL, RoutedReport.class))
                .extracting(RoutedReport::getReportId)
                .containsExactly("450100:1");
        assertThat(topology.taken(Topics.region("45"), RoutedReport.class))
                .extracting(RoutedReport::getReportId)
                .containsExactly("450100:1");
        assertThat(topology.taken(Topics.REPORT_ROUTED, ReportRouted.class))
                .singleElement()
                .satisfies(routed -> {
                    assertThat(routed.getDestinations()).containsExactly("report.national", "report.region.45");
                    assertThat(routed.getRule()).isEqualTo("R4");
                });
        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .extracting(Notice::getAddressee, Notice::getKind)
                .containsExactly(tuple("450100", NoticeKind.RECEIPT));
    }

    /** 21号 四. */
    @Test
    void treatsARevokedOfficeAsNoContactPointFromTheConfirmationOn() {
        decide(2024, Outcome.REVOKE, true, AT);
        accept(submission("450100", Category.NEW_SITUATION, null));

        assertThat(topology.rawRecords(Topics.REPORT_NATIONAL)).isEmpty();
        assertThat(topology.taken(Topics.REPORT_ROUTED, ReportRouted.class))
                .extracting(ReportRouted::getRule)
                .containsExactly("R1");
    }

    @Test
    void leavesAnOfficeItsStandingWhileItsRevocationIsAProposalOrNotYetConfirmed() {
        decide(2023, Outcome.REVOKE, false, AT);
        decide(2024, Outcome.REVOKE, true, AT.plusMillis(1));
        accept(submission("450100", Category.NEW_SITUATION, null));

        assertThat(topology.taken(Topics.REPORT_ROUTED, ReportRouted.class))
                .extracting(ReportRouted::getRule)
                .containsExactly("R4");
    }

    @Test
    void remindsAContactPointThatIsBehind() {
        topology.put(
                Topics.SCORE_REMINDER,
                "450100",
                ScoreReminder.newBuilder()
                        .setEventId("450100/2025-03#SILENT")
                        .setOffice("450100")
                        .setYear(2025)
                        .setMonth(3)
                        .setKind(ReminderKind.SILENT)
                        .setFiled(0)
                        .setQuota(3)
                        .setSilentDays(41)
                        .setAt(AT)
                        .build(),
                AT);

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.getAddressee()).isEqualTo("450100");
                    assertThat(notice.getKind()).isEqualTo(NoticeKind.REMINDER);
                    assertThat(notice.getZh()).contains("41天");
                });
    }

    private void decide(int year, Outcome outcome, boolean confirmed, Instant at) {
        topology.put(
                Topics.SCORE_DECISION,
                "450100/" + year,
                AnnualDecision.newBuilder()
                        .setOffice("450100")
                        .setYear(year)
                        .setRank(1)
                        .setOutcome(outcome)
                        .setProposal(outcome)
                        .setConfirmed(confirmed)
                        .setPoints(BigDecimal.ZERO.setScale(4))
                        .setRuleBook("h")
                        .setAt(at)
                        .build(),
                AT);
    }

    @Test
    void keepsAReportToBeRelayedInItsRegionUntilTheProvinceRelaysIt() {
        accept(submission("450103", Category.NEW_SITUATION, Relay.PROVINCE));

        assertThat(topology.rawRecords(Topics.REPORT_NATIONAL)).isEmpty();
        assertThat(topology.taken(Topics.region("45"), RoutedReport.class)).hasSize(1);
        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .extracting(Notice::getAddressee, Notice::getKind)
                .containsExactly(tuple("450103", NoticeKind.RECEIPT));
    }

    @Test
    void asksTheProvincesDeskForARelayAndGivesTheNationalOfficeWhatWasRelayed() {
        Submission report = submission("450103", Category.NEW_SITUATION, Relay.PROVINCE);
        happened(event(IncidentEventKind.RECEIVED, "450000")
                .setMatter(Matter.RELAY_REQUEST)
                .setDuty(Duty.RELAY)
                .setReport(report));
        happened(event(IncidentEventKind.RECEIVED, "000000")
                .setMatter(Matter.RELAY_REQUEST)
                .setReport(report));

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .extracting(Notice::getAddressee, Notice::getKind)
                .containsExactly(
                        tuple("450000", NoticeKind.RELAY_REQUEST),
                        tuple("450103", NoticeKind.FEEDBACK),
                        tuple("450103", NoticeKind.FEEDBACK));
        assertThat(topology.taken(Topics.inbox("00"), Notice.class))
                .singleElement()
                .satisfies(copy -> {
                    assertThat(copy.getKind()).isEqualTo(NoticeKind.COPY);
                    assertThat(copy.getReport()).isEqualTo(report);
                });
    }

    @Test
    void remindsTheReportingOfficeOfAFollowUpAndTellsTheDesksWhenItIsMissed() {
        happened(event(IncidentEventKind.REMINDED, null).setDuty(Duty.FOLLOW_UP));
        happened(event(IncidentEventKind.DEADLINE_MISSED, null).setDuty(Duty.FOLLOW_UP));

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .extracting(Notice::getAddressee, Notice::getKind)
                .containsExactly(
                        tuple("450103", NoticeKind.REMINDER),
                        tuple("450100", NoticeKind.FEEDBACK),
                        tuple("450103", NoticeKind.REMINDER));
    }

    @Test
    void copiesTheDeskThatWasBypassedWithTheReport() {
        Submission report = submission("450103", Category.MAJOR_INCIDENT, null);
        happened(event(IncidentEventKind.BYPASSED, "450000").setReport(report));

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .satisfiesExactly(
                        copy -> {
                            assertThat(copy.getAddressee()).isEqualTo("450000");
                            assertThat(copy.getKind()).isEqualTo(NoticeKind.COPY);
                            assertThat(copy.getReport()).isEqualTo(report);
                        },
                        feedback -> assertThat(feedback.getAddressee()).isEqualTo("450103"));
    }

    /** Nobody may take an exercise for the real thing, nor learn of a refusal without its reason. */
    @Test
    void marksExercisesAndGivesReasons() {
        happened(event(IncidentEventKind.REFUSED, "450100")
                .setMode(Mode.EXERCISE)
                .setReason(new Reason("STALE_VERSION", "", "其后另有续报", "a later report has come")));

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.getAddressee()).isEqualTo("450100");
                    assertThat(notice.getZh()).startsWith("【演练】");
                    assertThat(notice.getEn()).startsWith("EXERCISE: ");
                    assertThat(notice.getReasons()).extracting(Reason::getCode).containsExactly("STALE_VERSION");
                });
    }

    private void happened(IncidentEvent.Builder event) {
        topology.put(Topics.INCIDENT_EVENT, "450103:K1", event.build(), AT);
    }

    private static IncidentEvent.Builder event(IncidentEventKind kind, @Nullable String rung) {
        return IncidentEvent.newBuilder()
                .setEventId("e-" + kind + rung)
                .setIncidentId("450103:K1")
                .setOffice("450103")
                .setKind(kind)
                .setVersion(1)
                .setPolicyVersion("p")
                .setAt(AT)
                .setMode(Mode.ACTUAL)
                .setGrade(Grade.III)
                .setRung(rung)
                .setLadder(List.of(Rung.newBuilder()
                        .setOffice("450100")
                        .setLevel(Level.PREFECTURE)
                        .setReceivedAt(AT)
                        .build()));
    }

    @Test
    void tellsAlsoThatSomethingGoesNowhereFurther() {
        accept(submission("450100", Category.MAJOR_INCIDENT, null));

        assertThat(topology.taken(Topics.REPORT_ROUTED, ReportRouted.class))
                .singleElement()
                .satisfies(routed -> {
                    assertThat(routed.getRule()).isEqualTo("R3");
                    assertThat(routed.getDestinations()).isEmpty();
                });
        assertThat(topology.rawRecords(Topics.region("45"))).isEmpty();
    }

    @Test
    void tellsTheSenderEveryReasonOfARejectionAndTheFirstOfADuplicate() {
        var reason = new Reason("TITLE_MISSING", "title", "缺少标题", "title is missing");
        topology.put(
                Topics.REPORT_REJECTED,
                "450103",
                ReportRejected.newBuilder()
                        .setEventId("e1")
                        .setOffice("450103")
                        .setReceivedAt(AT)
                        .setReasons(List.of(reason))
                        .setDigest("d")
                        .setSource(source())
                        .build(),
                AT);
        topology.put(
                Topics.REPORT_REJECTED,
                "450103",
                ReportDuplicated.newBuilder()
                        .setEventId("e2")
                        .setOffice("450103")
                        .setSubmissionId("1")
                        .setReportId("450103:1")
                        .setReceivedAt(AT)
                        .setFirstReceivedAt(AT)
                        .setDigest("d")
                        .setSource(source())
                        .build(),
                AT);

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .satisfiesExactly(
                        rejection -> assertThat(rejection.getReasons()).containsExactly(reason),
                        receipt -> assertThat(receipt.getEn()).contains("450103:1"));
    }

    @Test
    void putsARejectionOfNobodyInNoInbox() {
        topology.put(
                Topics.REPORT_REJECTED,
                "",
                ReportRejected.newBuilder()
                        .setEventId("e1")
                        .setOffice("")
                        .setReceivedAt(AT)
                        .setReasons(List.of(new Reason("UNDECODABLE", "", "", "")))
                        .setDigest("d")
                        .setSource(source())
                        .build(),
                AT);

        assertThat(topology.rawRecords("report.rejected.routing.dlt")).isEmpty();
        assertThat(topology.rawRecords(Topics.inbox("00"))).isEmpty();
    }

    @Test
    void givesTheDeskTheIncidentWithItsReportAndTheReporterTheNews() {
        Submission report = submission("450103", Category.MAJOR_INCIDENT, null);
        topology.put(
                Topics.INCIDENT_EVENT,
                "450103:K1",
                IncidentEvent.newBuilder()
                        .setEventId("e3")
                        .setIncidentId("450103:K1")
                        .setOffice("450103")
                        .setKind(IncidentEventKind.RECEIVED)
                        .setVersion(1)
                        .setPolicyVersion("p")
                        .setAt(AT)
                        .setMode(Mode.ACTUAL)
                        .setGrade(Grade.III)
                        .setRung("450100")
                        .setDue(AT.plusSeconds(7_200))
                        .setReport(report)
                        .build(),
                AT);

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .satisfiesExactly(
                        toDesk -> {
                            assertThat(toDesk.getAddressee()).isEqualTo("450100");
                            assertThat(toDesk.getKind()).isEqualTo(NoticeKind.INCIDENT);
                            assertThat(toDesk.getReport()).isEqualTo(report);
                            assertThat(toDesk.getDue()).isEqualTo(AT.plusSeconds(7_200));
                        },
                        toReporter -> {
                            assertThat(toReporter.getAddressee()).isEqualTo("450103");
                            assertThat(toReporter.getKind()).isEqualTo(NoticeKind.FEEDBACK);
                            assertThat(toReporter.getReport()).isNull();
                        });
    }

    /** A category of a newer version is set aside whole, with the class of the cause and not its message. */
    @Test
    void setsAsideWhatItCannotDecideAndGoesOn() {
        accept(submission("450100", Category.UNRECOGNIZED, null));
        accept(submission("450100", Category.NEW_SITUATION, null));

        assertThat(topology.rawRecords("report.accepted.routing.dlt"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isNotEmpty();
                    assertThat(letter.headers().lastHeader("zhuji_dlt_cause").value())
                            .asString()
                            .isEqualTo("java.lang.IllegalArgumentException");
                    assertThat(letter.headers().lastHeader("zhuji_dlt_origin").value())
                            .asString()
                            .isEqualTo("report.accepted/0/0");
                });
        assertThat(topology.rawRecords(Topics.REPORT_NATIONAL)).hasSize(1);
    }

    /** Should that record hold a marking word, it is not copied. */
    @Test
    void withholdsADeadLetterThatMayBeMarked() {
        Submission secret = submission("450100", Category.UNRECOGNIZED, null);
        accept(Submission.newBuilder(secret).setBody("机密").build());

        assertThat(topology.rawRecords("report.accepted.routing.dlt"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isNull();
                    assertThat(letter.headers().lastHeader("zhuji_dlt_withheld"))
                            .isNotNull();
                });
    }

    /** It may have been taken off while its report was under way; the others go on. */
    @Test
    void sendsNowhereWhatIsOfNoOfficeAnyLonger() {
        accept(submission("450200", Category.NEW_SITUATION, null));
        accept(submission("450100", Category.NEW_SITUATION, null));

        assertThat(topology.taken(Topics.REPORT_ROUTED, ReportRouted.class))
                .satisfiesExactly(
                        gone -> assertThat(gone.getDestinations()).isEmpty(),
                        other -> assertThat(other.getDestinations()).isNotEmpty());
    }

    @Test
    void tellsAnOfficeWhatBecameOfItsReportAndSaysThatItWasAnExercise() {
        accept(Submission.newBuilder(submission("450100", Category.NEW_SITUATION, null))
                .setMode(Mode.EXERCISE)
                .build());
        String report =
                "450100:" + submission("450100", Category.NEW_SITUATION, null).getSubmissionId();
        for (EvaluationKind kind : List.of(
                EvaluationKind.ADOPTED,
                EvaluationKind.ENDORSED,
                EvaluationKind.RETURNED,
                EvaluationKind.FOUND_UNTRUE)) {
            evaluate(kind.name(), report, kind);
        }
        evaluate("x".repeat(400_000), report, EvaluationKind.ADOPTED);
        evaluate("v", "y".repeat(400_000), EvaluationKind.ADOPTED);

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .hasSize(5)
                .allSatisfy(notice -> assertThat(notice.getZh()).startsWith("【演练】"))
                .extracting(Notice::getKind)
                .containsExactly(
                        NoticeKind.RECEIPT,
                        NoticeKind.FEEDBACK,
                        NoticeKind.FEEDBACK,
                        NoticeKind.RETURN,
                        NoticeKind.FEEDBACK);
    }

    /** A county has nothing to say of its city's report: it is told so, and the city is not troubled. */
    @Test
    void tellsWhoMayNotEvaluateAndNobodyElse() {
        accept(submission("450100", Category.NEW_SITUATION, null));
        topology.taken(Topics.inbox("45"), Notice.class);
        String report =
                "450100:" + submission("450100", Category.NEW_SITUATION, null).getSubmissionId();

        evaluate("county", report, EvaluationKind.FOUND_UNTRUE, "450103", Level.COUNTY);
        evaluate("itself", report, EvaluationKind.ADOPTED, "450100", Level.NATIONAL);
        evaluate("level", report, EvaluationKind.ADOPTED, "450000", Level.NATIONAL);

        assertThat(topology.taken(Topics.inbox("45"), Notice.class))
                .extracting(Notice::getAddressee, Notice::getKind)
                .containsExactly(
                        tuple("450103", NoticeKind.REJECTION),
                        tuple("450100", NoticeKind.REJECTION),
                        tuple("450000", NoticeKind.REJECTION));
    }

    private void evaluate(String id, String report, EvaluationKind kind) {
        evaluate(id, report, kind, "000000", Level.NATIONAL);
    }

    private void evaluate(String id, String report, EvaluationKind kind, String evaluator, Level level) {
        topology.put(
                Topics.REPORT_EVALUATED,
                "450100",
                ReportEvaluated.newBuilder()
                        .setEvaluationId(id)
                        .setReportId(report)
                        .setOffice("450100")
                        .setKind(kind)
                        .setLevel(level)
                        .setEvaluator(evaluator)
                        .setEvaluatedAt(Instant.parse("2025-03-05T02:30:00Z"))
                        .build(),
                Instant.parse("2025-03-05T02:30:00Z"));
    }

    private void accept(Submission submission) {
        topology.put(
                Topics.REPORT_ACCEPTED,
                submission.getOffice(),
                ReportAccepted.newBuilder()
                        .setEventId("report.submitted/0/0#ReportAccepted")
                        .setReportId(submission.getOffice() + ":" + submission.getSubmissionId())
                        .setOffice(submission.getOffice())
                        .setSubmission(submission)
                        .setReceivedAt(AT)
                        .setDigest("d")
                        .setSource(source())
                        .build(),
                AT);
    }

    private static Source source() {
        return new Source(Topics.REPORT_SUBMITTED, 0, 0L);
    }

    private static Submission submission(String office, Category category, @Nullable Relay relay) {
        return Submission.newBuilder()
                .setSubmissionId("1")
                .setOffice(office)
                .setMode(Mode.ACTUAL)
                .setCategory(category)
                .setForm(Form.RESEARCH)
                .setUrgency(Urgency.ROUTINE)
                .setTitle("标题")
                .setBody("正文")
                .setSubmittedAt(AT)
                .setRelay(relay)
                .build();
    }

    private void register(String code, Level level, boolean contactPoint) {
        topology.put(
                Topics.OFFICE_REGISTERED,
                code,
                OfficeRegistered.newBuilder()
                        .setCode(code)
                        .setName(code)
                        .setLevel(level)
                        .setContactPoint(contactPoint)
                        .setStatus(OfficeStatus.ACTIVE)
                        .setSuccessors(List.of())
                        .setProfile("test")
                        .build(),
                AT);
    }
}
