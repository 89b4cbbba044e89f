package zhuji.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static zhuji.intake.domain.SubmissionFixtures.ANY_PAST;
import static zhuji.intake.domain.SubmissionFixtures.LIMITS;
import static zhuji.intake.domain.SubmissionFixtures.NATIONAL;
import static zhuji.intake.domain.SubmissionFixtures.RECEIVED;
import static zhuji.intake.domain.SubmissionFixtures.arrival;
import static zhuji.intake.domain.SubmissionFixtures.but;
import static zhuji.intake.domain.SubmissionFixtures.deaths;
import static zhuji.intake.domain.SubmissionFixtures.incident;
import static zhuji.intake.domain.SubmissionFixtures.incidentWith;
import static zhuji.intake.domain.SubmissionFixtures.offices;
import static zhuji.intake.domain.SubmissionFixtures.read;
import static zhuji.intake.domain.SubmissionFixtures.routine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import zhuji.intake.domain.Incident.Bypass;
import zhuji.intake.domain.Incident.Level;
import zhuji.intake.domain.Incident.Stage;
import zhuji.intake.domain.Submission.Mode;
import zhuji.intake.domain.SubmissionFixtures.Register;

class IntakeTest {

    private final Intake intake = new Intake(offices(), NATIONAL, LIMITS);

    @Test
    void acceptsWhatNothingIsWrongWith() {
        assertThat(intake.decide(arrival(routine()), new Register()))
                .isEqualTo(new IntakeDecision.Accepted("450100:2025-1", "450100", read(routine()), List.of()));
        assertThat(intake.decide(arrival(incident(Stage.INITIAL)), new Register()))
                .isInstanceOf(IntakeDecision.Accepted.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void namesTheRuleAndTheFieldOfEveryMistake(String code, String path, Submission mistaken) {
        assertThat(reasons(intake, arrival(mistaken), new Register()))
                .extracting(Reason::code, Reason::path)
                .containsExactly(tuple(code, path));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("SUBMISSION_ID_MISSING", "submissionId", but(routine(), "submissionId", null)),
                mistake("SUBMISSION_ID_INVALID", "submissionId", but(routine(), "submissionId", "a/b")),
                mistake("SUBMISSION_ID_INVALID", "submissionId", but(routine(), "submissionId", "２０２５-０００７")),
                mistake("AUTHOR_MISSING", "author", but(routine(), "author", "\u00a0\u00a0")),
                mistake("SIGNER_MISSING", "signer", but(routine(), "signer", "\u200b")),
                mistake("SIGNER_MISSING", "signer", but(routine(), "signer", "\u3164")),
                mistake("SIGNER_CONTROL", "signer", but(routine(), "signer", "乙\u0000")),
                mistake("SIGNER_GARBLED", "signer", but(routine(), "signer", "乙\ufffd")),
                mistake("TITLE_MISSING", "title", but(routine(), "title", "\ufeff")),
                mistake("TITLE_CONTROL", "title", but(routine(), "title", "标\n题")),
                mistake("BODY_MISSING", "body", but(routine(), "body", "\u2800\u2800")),
                mistake("BODY_CONTROL", "body", but(routine(), "body", "正\u0007文")),
                mistake("OFFICE_UNKNOWN", "office", but(routine(), "office", "451234")),
                mistake("OFFICE_SUSPENDED", "office", but(routine(), "office", "450900")),
                mistake("OFFICE_SPLIT", "office", but(routine(), "office", "452100")),
                mistake("AUTHOR_MISSING", "author", but(routine(), "author", " ")),
                mistake("AUTHOR_TOO_LONG", "author", but(routine(), "author", "甲".repeat(11))),
                mistake("SIGNER_MISSING", "signer", but(routine(), "signer", null)),
                mistake("TITLE_MISSING", "title", but(routine(), "title", "")),
                mistake("TITLE_TOO_LONG", "title", but(routine(), "title", "题".repeat(21))),
                mistake("BODY_MISSING", "body", but(routine(), "body", null)),
                mistake("BODY_TOO_LONG", "body", but(routine(), "body", "文".repeat(101))),
                mistake("CATEGORY_MISSING", "category", but(routine(), "category", null)),
                mistake(
                        "SOLICITATION_ID_MISSING",
                        "solicitationId",
                        but(routine(), "category", Submission.Category.SOLICITED)),
                mistake("INCIDENT_MISSING", "incident", but(routine(), "category", Submission.Category.MAJOR_INCIDENT)),
                mistake("SUBMITTED_AT_MISSING", "submittedAt", but(routine(), "submittedAt", null)),
                mistake(
                        "SUBMITTED_AT_FUTURE",
                        "submittedAt",
                        but(routine(), "submittedAt", RECEIVED.plus(Duration.ofMinutes(6)))),
                mistake(
                        "SUBMITTED_AT_TOO_OLD",
                        "submittedAt",
                        but(routine(), "submittedAt", RECEIVED.minus(Duration.ofHours(73)))),
                mistake(
                        "INCIDENT_DIVISION_MISSING",
                        "incident.division",
                        incidentWith(facts -> but(facts, "division", null))),
                mistake(
                        "INCIDENT_DIVISION_UNKNOWN",
                        "incident.division",
                        incidentWith(facts -> but(facts, "division", "459999"))),
                mistake(
                        "INCIDENT_DIVISION_SPLIT",
                        "incident.division",
                        incidentWith(facts -> but(facts, "division", "452100"))),
                mistake(
                        "INCIDENT_DIVISION_OUTSIDE",
                        "incident.division",
                        incidentWith(facts -> but(facts, "division", "450200"))),
                mistake(
                        "OCCURRED_AT_FUTURE",
                        "incident.occurredAt",
                        incidentWith(facts -> but(facts, "occurredAt", RECEIVED.plus(Duration.ofHours(1))))),
                mistake(
                        "LEARNED_AT_FUTURE",
                        "incident.learnedAt",
                        incidentWith(facts -> but(facts, "learnedAt", RECEIVED.plus(Duration.ofHours(1))))),
                mistake(
                        "LEARNED_AT_BEFORE_OCCURRENCE",
                        "incident.learnedAt",
                        incidentWith(facts -> but(facts, "learnedAt", RECEIVED.minus(Duration.ofHours(9))))),
                mistake(
                        "COUNT_NEGATIVE",
                        "incident.deaths.count",
                        incidentWith(facts -> but(facts, "deaths", deaths(-1)))),
                mistake(
                        "COUNT_TOO_LARGE",
                        "incident.deaths.count",
                        incidentWith(facts -> but(facts, "deaths", deaths(Long.MAX_VALUE)))),
                mistake(
                        "COUNT_TOO_LARGE",
                        "incident.missing.count",
                        incidentWith(facts -> but(facts, "missing", deaths(10_000_000_001L)))),
                mistake(
                        "COUNT_TOO_LARGE",
                        "incident.affected",
                        incidentWith(facts -> but(facts, "affected", Long.MAX_VALUE))),
                mistake(
                        "COUNT_TOO_LARGE",
                        "incident.directLossYuan",
                        incidentWith(facts -> but(facts, "directLossYuan", Long.MAX_VALUE))),
                mistake(
                        "LEARNED_AT_TOO_OLD",
                        "incident.learnedAt",
                        incidentWith(facts -> but(
                                but(facts, "occurredAt", null), "learnedAt", Instant.parse("1901-01-01T00:00:00Z")))),
                mistake(
                        "LEARNED_AT_OUT_OF_RANGE",
                        "incident.learnedAt",
                        incidentWith(facts -> but(
                                but(facts, "occurredAt", null), "learnedAt", Instant.ofEpochMilli(Long.MIN_VALUE)))),
                mistake(
                        "OCCURRED_AT_OUT_OF_RANGE",
                        "incident.occurredAt",
                        incidentWith(facts -> but(facts, "occurredAt", Instant.MIN))),
                mistake("SUBMITTED_AT_OUT_OF_RANGE", "submittedAt", but(routine(), "submittedAt", Instant.MAX)),
                mistake(
                        "SUBMITTED_AT_OUT_OF_RANGE",
                        "submittedAt",
                        but(incident(Stage.INITIAL), "submittedAt", Instant.MIN)),
                mistake("INITIAL_MISSING", "incident.stage", incident(Stage.FOLLOW_UP)),
                mistake("INITIAL_MISSING", "incident.stage", incident(Stage.FINAL)),
                mistake(
                        "BYPASS_REASON_MISSING",
                        "incident.bypass.reason",
                        incidentWith(facts -> but(facts, "bypass", new Bypass(Level.PROVINCE, null, "丙")))));
    }

    @Test
    void answersASuspendedSuccessorLikeTheOfficeItself() {
        Map<String, Office> registry = Map.of(
                "452600", new Office("452600", "旧", null, Office.Standing.FORMER, List.of("451000")),
                "451000", new Office("451000", "停", null, Office.Standing.SUSPENDED, List.of()));

        assertThat(reasons(
                        new Intake(registry::get, NATIONAL, LIMITS),
                        arrival(but(routine(), "office", "452600")),
                        new Register()))
                .extracting(Reason::code)
                .containsExactly("OFFICE_SUSPENDED");
    }

    @Test
    void listsAHundredMistakesAndCountsTheRest() {
        List<Reason> problems = IntStream.range(0, 5_000)
                .mapToObj(number -> new Reason("UNKNOWN_FIELD", "f" + number, "", ""))
                .toList();
        var reading = new Reading.Read(routine(), "x", problems, false, true);

        assertThat(reasons(intake, new Arrival("450100", true, RECEIVED, reading), new Register()))
                .hasSize(101)
                .last()
                .satisfies(more -> assertThat(more.en()).startsWith("4900 more"));
    }

    @Test
    void notesASecondInitialReportOfACase() {
        assertThat(intake.decide(arrival(incident(Stage.INITIAL)), new Register().withCaseOf(incident(Stage.INITIAL))))
                .isInstanceOfSatisfying(
                        IntakeDecision.Accepted.class,
                        accepted -> assertThat(accepted.notes())
                                .extracting(Reason::code)
                                .containsExactly("INITIAL_REPEATED"));
    }

    /** An exercise's number is not that of a real case (design §4): the real one opens a case of its own, and nothing follows up the exercise. */
    @ParameterizedTest
    @EnumSource(value = Mode.class, names = "ACTUAL", mode = EnumSource.Mode.EXCLUDE)
    void keepsTheCaseNumbersOfExercisesAndTestsApart(Mode rehearsed) {
        Register filed = new Register().withCaseOf(but(incident(Stage.INITIAL), "mode", rehearsed));

        assertThat(intake.decide(arrival(incident(Stage.INITIAL)), filed))
                .isInstanceOfSatisfying(
                        IntakeDecision.Accepted.class,
                        accepted -> assertThat(accepted.notes()).isEmpty());
        assertThat(reasons(intake, arrival(incident(Stage.FOLLOW_UP)), filed))
                .extracting(Reason::code)
                .containsExactly("INITIAL_MISSING");
        assertThat(reasons(intake, arrival(but(incident(Stage.FOLLOW_UP), "mode", rehearsed)), filed))
                .isEmpty();
    }

    @Test
    void doesNotCallTheSameContentAConflict() {
        assertThat(reasons(
                        intake, new Arrival(null, true, RECEIVED, read(routine())), new Register().filing(routine())))
                .extracting(Reason::code)
                .containsExactly("KEY_MISMATCH");
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        Submission mistaken = but(but(but(routine(), "title", null), "signer", null), "submittedAt", null);

        assertThat(reasons(intake, arrival(mistaken), new Register()))
                .extracting(Reason::code)
                .containsExactly("SIGNER_MISSING", "TITLE_MISSING", "SUBMITTED_AT_MISSING");
    }

    @Test
    void explainsAFieldOnceWhenItCouldNotEvenBeRead() {
        var problem = new Reason("WRONG_TYPE", "title", "", "");
        var reading = new Reading.Read(but(routine(), "title", null), "x", List.of(problem), false, true);

        assertThat(reasons(intake, new Arrival("450100", true, RECEIVED, reading), new Register()))
                .containsExactly(problem);
    }

    @Test
    void takesAResendAsADuplicateHoweverLateItComes() {
        var late = new Arrival("450100", true, RECEIVED.plus(Duration.ofDays(40)), read(routine()));

        assertThat(intake.decide(late, new Register().filing(routine())))
                .isInstanceOfSatisfying(
                        IntakeDecision.Duplicate.class,
                        duplicate -> assertThat(duplicate.first().reportId()).isEqualTo("450100:2025-1"));
    }

    @Test
    void refusesOtherContentUnderTheSameNumber() {
        Submission other = but(routine(), "title", "另一标题");

        assertThat(reasons(intake, arrival(other), new Register().filing(routine())))
                .extracting(Reason::code)
                .containsExactly("CONFLICTING_RESUBMISSION");
    }

    @Test
    void takesAFollowUpOnceTheCaseHasItsInitialReport() {
        assertThat(intake.decide(
                        arrival(incident(Stage.FOLLOW_UP)), new Register().withCaseOf(incident(Stage.INITIAL))))
                .isInstanceOf(IntakeDecision.Accepted.class);
    }

    @Test
    void handlesAFormerCodeAsItsOneSuccessorAndNotesIt() {
        assertThat(intake.decide(arrival(but(routine(), "office", "452600")), new Register()))
                .isInstanceOfSatisfying(IntakeDecision.Accepted.class, accepted -> {
                    assertThat(accepted.office()).isEqualTo("450200");
                    assertThat(accepted.reportId()).isEqualTo("452600:2025-1");
                    assertThat(accepted.notes())
                            .extracting(Reason::code, Reason::path)
                            .containsExactly(tuple("FORMER_CODE", "office"));
                });
    }

    @Test
    void namesEverySuccessorOfADividedCode() {
        assertThat(reasons(intake, arrival(but(routine(), "office", "452100")), new Register()))
                .singleElement()
                .satisfies(reason -> assertThat(reason.en()).contains("450100", "450200"));
    }

    @Test
    void keepsNothingOfAMarkedItemButItsMarking() {
        Submission marked = but(but(routine(), "marking", "绝密★30年"), "title", "秘题");

        assertThat(intake.decide(arrival(marked), new Register()))
                .isEqualTo(new IntakeDecision.Rejected(null, List.of(Intake.marked()), "绝密★30年", true));
    }

    /** A field named as one for markings may be no such thing: the office has to know which it is, and what else is wrong. */
    @Test
    void tellsEverythingThatIsWrongWithWhatMayBeMarked() {
        Submission mistaken = but(routine(), "signer", null);
        var doubtful = new Reading.Read(
                mistaken,
                "content",
                List.of(
                        new Reason("UNKNOWN_FIELD", "密级", "未知字段", "unknown field"),
                        new Reason("UNKNOWN_FIELD", "categroy", "未知字段", "unknown field"),
                        new Reason("UNKNOWN_FIELD", "某秘密工作的全部内容", "未知字段", "unknown field")),
                true,
                false);

        assertThat(intake.decide(new Arrival("450100", true, RECEIVED, doubtful), new Register()))
                .isInstanceOfSatisfying(IntakeDecision.Rejected.class, rejected -> {
                    assertThat(rejected.withheld()).isTrue();
                    assertThat(rejected.submissionId()).isNull();
                    assertThat(rejected.reasons())
                            .extracting(Reason::code, Reason::path)
                            .containsExactly(
                                    tuple(Intake.MARKED, "marking"),
                                    tuple("UNKNOWN_FIELD", "密级"),
                                    tuple("UNKNOWN_FIELD", "categroy"),
                                    tuple("UNKNOWN_FIELD", ""),
                                    tuple("SIGNER_MISSING", "signer"));
                });
    }

    @Test
    void withholdsWhatNobodyCouldReadWhenItMayBeMarked() {
        var unreadable = new Reading.Unreadable(new Reason("UNDECODABLE", "", "", ""), true);

        assertThat(intake.decide(new Arrival("450100", true, RECEIVED, unreadable), new Register()))
                .isInstanceOfSatisfying(IntakeDecision.Rejected.class, rejected -> {
                    assertThat(rejected.withheld()).isTrue();
                    assertThat(rejected.reasons()).extracting(Reason::code).contains("UNDECODABLE", "SECRECY_MARKING");
                });
    }

    @Test
    void wantsTheRecordUnderItsOfficeAndOnItsPartition() {
        assertThat(reasons(intake, new Arrival("450200", true, RECEIVED, read(routine())), new Register()))
                .extracting(Reason::code)
                .containsExactly("KEY_MISMATCH");
        assertThat(reasons(intake, new Arrival("450100", false, RECEIVED, read(routine())), new Register()))
                .extracting(Reason::code)
                .containsExactly("PARTITION_MISMATCH");
    }

    @Test
    void takesAnyPastYearInADemonstration() {
        var demonstration = new Intake(offices(), ANY_PAST, LIMITS);
        Instant lastYear = RECEIVED.minus(Duration.ofDays(400));

        assertThat(demonstration.decide(arrival(but(routine(), "submittedAt", lastYear)), new Register()))
                .isInstanceOf(IntakeDecision.Accepted.class);
        assertThat(reasons(
                        demonstration,
                        arrival(but(routine(), "submittedAt", RECEIVED.plus(Duration.ofDays(1)))),
                        new Register()))
                .extracting(Reason::code)
                .containsExactly("SUBMITTED_AT_FUTURE");
    }

    private static List<Reason> reasons(Intake intake, Arrival arrival, FiledReports filed) {
        return intake.decide(arrival, filed) instanceof IntakeDecision.Rejected rejected
                ? rejected.reasons()
                : List.of();
    }

    private static Arguments mistake(String code, String path, Submission submission) {
        return Arguments.of(code, path, submission);
    }
}
