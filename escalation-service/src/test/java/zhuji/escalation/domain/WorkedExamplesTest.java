package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhuji.escalation.domain.CaseEvent.Kind;

/** The law's own figures, followed through from the occurrence to the top. */
class WorkedExamplesTest {

    private static final String COUNTY = "350112";
    private static final String PREFECTURE = "350100";
    private static final String PROVINCE = "350000";
    private static final String STATE = "000000";
    private static final Instant NOON = Instant.parse("2025-03-04T04:00:00Z");

    private final Policy policy = Given.national();
    private final Escalation escalation = new Escalation(new RealDivisions());

    /** 493 arts. 10-11: III at the province after two hours at the prefecture. */
    @Test
    void givesEachLevelTwoHours() {
        IncidentCase opened = open(3, NOON.plus(minutes(30)));

        IncidentCase atProvince = pass(opened, NOON.plus(minutes(150)));

        assertThat(received(atProvince, PREFECTURE)).isEqualTo(NOON.plus(minutes(30)));
        assertThat(opened.ladder().getFirst().due()).isEqualTo(NOON.plus(minutes(150)));
        assertThat(received(atProvince, PROVINCE)).isEqualTo(NOON.plus(minutes(150)));
        assertThat(atProvince.ladder().getLast().due()).isEqualTo(NOON.plus(minutes(270)));
    }

    /** 2006 plan: I and II at the State in four hours from the occurrence, though the hops alone would allow more. */
    @ParameterizedTest(name = "reported {0} minutes after it happened")
    @ValueSource(ints = {1, 30, 90, 150, 200, 239})
    void bringsGradesOneAndTwoToTheStateInFourHoursWhateverTheHops(int reportedAfter) {
        for (long deaths : List.of(10L, 30L)) {
            IncidentCase silent = open(deaths, NOON.plus(minutes(reportedAfter)));
            for (int minute = reportedAfter; minute <= 240; minute++) {
                silent = pass(silent, NOON.plus(minutes(minute)));
            }
            assertThat(received(silent, STATE)).isBeforeOrEqualTo(NOON.plus(Duration.ofHours(4)));
        }
    }

    @Test
    void bringsItToTheStateAtOnceWhenTheFourHoursAreOverOnArrival() {
        IncidentCase late = pass(open(30, NOON.plus(minutes(300))), NOON.plus(minutes(300)));

        assertThat(received(late, STATE)).isEqualTo(NOON.plus(minutes(300)));
        assertThat(late.ladder().getFirst().deadline())
                .satisfies(
                        deadline -> assertThat(Objects.requireNonNull(deadline).wasOverOnArrival())
                                .isTrue());
    }

    /** 493 arts. 13, 20: casualties change within seven days of a road accident, and with them the grade. */
    @Test
    void climbsFromThePrefectureToTheStateWhenTwoDeadBecomeElevenOnDaySix() {
        IncidentCase opened = openRoadAccident();
        assertThat(Given.codes(opened)).containsExactly(PREFECTURE);
        IncidentCase closed = escalation
                .act(
                        opened,
                        Given.act(DeskAction.Kind.CLOSE, PREFECTURE, 0)
                                .because("处置完毕")
                                .on(opened),
                        NOON.plus(minutes(30)),
                        policy)
                .after();
        Instant daySix = NOON.plus(Duration.ofDays(6));

        Transition raised = escalation.follow(closed, roadReport(2, Stage.FOLLOW_UP, daySix, 11L), daySix, policy);

        assertThat(raised.events())
                .extracting(CaseEvent::kind)
                .contains(Kind.FOLLOWED_UP, Kind.REGRADED, Kind.LADDER_CHANGED);
        assertThat(raised.after().grade()).isEqualTo(Grade.II);
        assertThat(Given.codes(raised.after())).containsExactly(PREFECTURE, PROVINCE, STATE);
        assertThat(raised.after().ladder().getFirst().due())
                .as("two hours from now, and no limit from an occurrence six days ago")
                .isEqualTo(daySix.plus(minutes(120)));
        IncidentCase top = raised.after();
        for (int hour = 1; hour <= 6; hour++) {
            top = pass(top, daySix.plus(Duration.ofHours(hour)));
        }
        assertThat(received(top, PROVINCE)).isEqualTo(daySix.plus(minutes(120)));
        assertThat(received(top, STATE)).isEqualTo(daySix.plus(minutes(240)));
    }

    @Test
    void keepsTheSameFollowUpOnDayEightAndDoesNotRegrade() {
        IncidentCase opened = openRoadAccident();
        Instant dayEight = NOON.plus(Duration.ofDays(8));

        Transition kept = escalation.follow(opened, roadReport(2, Stage.FOLLOW_UP, dayEight, 11L), dayEight, policy);

        assertThat(kept.events())
                .extracting(CaseEvent::kind)
                .contains(Kind.FOLLOWED_UP)
                .doesNotContain(Kind.REGRADED);
        assertThat(kept.after().grade()).isEqualTo(Grade.IV);
        assertThat(kept.after().version()).isEqualTo(2);
        assertThat(kept.after().facts().deaths()).as("shown all the same").isEqualTo(11L);
        assertThat(Given.codes(kept.after())).containsExactly(PREFECTURE);
    }

    @Test
    void takesTheProvinceOffWhenThreeDeadAreCorrectedToTwoBeforeItReceives() {
        IncidentCase opened = open(3, NOON.plus(minutes(10)));
        Instant at = NOON.plus(minutes(40));

        Transition corrected =
                escalation.follow(opened, Given.report(COUNTY, 2, Stage.CORRECTION, at, facts(2L, "FIRE")), at, policy);

        assertThat(corrected.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(
                        tuple(Kind.FOLLOWED_UP, null),
                        tuple(Kind.REGRADED, null),
                        tuple(Kind.LADDER_CHANGED, PREFECTURE));
        assertThat(Given.codes(corrected.after())).containsExactly(PREFECTURE);
        assertThat(corrected.after().dutyAt(0)).isEqualTo(Duty.ACKNOWLEDGE);
    }

    @Test
    void leavesTheProvinceOnWhenItHasReceivedBeforeTheCorrection() {
        IncidentCase atProvince = pass(open(3, NOON.plus(minutes(10))), NOON.plus(minutes(130)));
        Instant at = NOON.plus(minutes(140));

        IncidentCase corrected = escalation
                .follow(atProvince, Given.report(COUNTY, 2, Stage.CORRECTION, at, facts(2L, "FIRE")), at, policy)
                .after();

        assertThat(corrected.grade()).isEqualTo(Grade.IV);
        assertThat(Given.codes(corrected)).containsExactly(PREFECTURE, PROVINCE);
    }

    /** A follow-up that knows less, or repeats less, takes nothing off: only a correction lowers. */
    @Test
    void neverLowersTheGradeByAFollowUp() {
        IncidentCase opened = open(3, NOON.plus(minutes(10)));
        Instant at = NOON.plus(minutes(40));

        IncidentCase followed = escalation
                .follow(opened, Given.report(COUNTY, 2, Stage.FOLLOW_UP, at, facts(2L, "FIRE")), at, policy)
                .after();

        assertThat(followed.grade()).isEqualTo(Grade.III);
    }

    /** 493 arts. 9, 11: one hour for the unit and two for the office, where it does not say when it learned of it. */
    @Test
    void recordsALateFirstReportAsLate() {
        assertThat(findings(Given.initial(COUNTY, facts(1L, "FIRE")), 180)).isEmpty();
        assertThat(findings(Given.initial(COUNTY, facts(1L, "FIRE")), 181)).containsExactly(Finding.LATE);
    }

    @Test
    void countsTheFirstReportFromTheLearningWhereTheOfficeSaysIt() {
        IncidentReport report = Given.with(Given.initial(COUNTY, facts(1L, "FIRE")), NOON.plus(minutes(400)), null);

        assertThat(findings(report, 520)).isEmpty();
        assertThat(findings(report, 521)).containsExactly(Finding.LATE);
    }

    /** 皖政办秘〔2010〕31号: I and II at the province within two hours of the event. */
    @Test
    void countsByTheRegionsOverlayWhereThereIsOne() {
        Policy anhui = Given.policies(1).of("340102");
        Facts grave = facts(12L, "FIRE");

        IncidentCase opened = escalation
                .open(
                        Given.report("340102", 1, Stage.INITIAL, NOON.plus(minutes(30)), grave),
                        NOON.plus(minutes(30)),
                        anhui)
                .after();

        assertThat(opened.policyVersion()).contains("cn-national/3").contains(";cn-34/1");
        assertThat(opened.ladder().getFirst().due()).isEqualTo(NOON.plus(minutes(120)));
        assertThat(Given.policies(1).of("350112").version()).doesNotContain(";");
    }

    private List<Finding> findings(IncidentReport report, int minutesAfterNoon) {
        Instant at = NOON.plus(minutes(minutesAfterNoon));
        var received = new IncidentReport(
                report.eventId(),
                report.reportId(),
                report.incidentId(),
                report.matter(),
                report.office(),
                report.mode(),
                report.stage(),
                at,
                at,
                report.learnedAt(),
                report.facts(),
                null);
        return escalation.open(received, at, policy).events().stream()
                .filter(event -> event.kind() == Kind.FOUND)
                .map(event -> Objects.requireNonNull(event.detail().finding()))
                .toList();
    }

    /** The misses of a follow-up: I and II are owed one every twelve hours until the final report. */
    @Test
    void owesAFollowUpTwiceADayUntilTheFinalReport() {
        IncidentCase opened = open(30, NOON);
        List<CaseEvent> happened = new ArrayList<>();
        IncidentCase now = opened;
        for (int hour = 1; hour <= 30; hour++) {
            Transition passed =
                    escalation.pass(now, NOON.plus(Duration.ofHours(hour)), NOON.plus(Duration.ofHours(hour)), policy);
            happened.addAll(passed.events());
            now = passed.after();
        }
        assertThat(happened)
                .filteredOn(
                        event -> event.deadline() != null && event.deadline().duty() == Duty.FOLLOW_UP)
                .extracting(
                        CaseEvent::kind,
                        event -> Duration.between(NOON, event.at()).toHours())
                .containsExactly(
                        tuple(Kind.REMINDED, 6L),
                        tuple(Kind.REMINDED, 10L),
                        tuple(Kind.DEADLINE_MISSED, 12L),
                        // After a miss it is owed again after twice as long.
                        tuple(Kind.REMINDED, 24L));

        Instant at = NOON.plus(Duration.ofHours(31));
        IncidentCase ended = escalation
                .follow(now, Given.report(COUNTY, 2, Stage.FINAL, at, facts(30L, "FIRE")), at, policy)
                .after();
        assertThat(ended.followUp()).isNull();
    }

    private IncidentCase open(long deaths, Instant receivedAt) {
        return escalation
                .open(Given.report(COUNTY, 1, Stage.INITIAL, receivedAt, facts(deaths, "FIRE")), receivedAt, policy)
                .after();
    }

    private IncidentCase openRoadAccident() {
        Instant at = NOON.plus(minutes(20));
        return escalation.open(roadReport(1, Stage.INITIAL, at, 2L), at, policy).after();
    }

    private static IncidentReport roadReport(int number, Stage stage, Instant at, Long deaths) {
        return Given.report(COUNTY, number, stage, at, facts(deaths, "ROAD_TRAFFIC"));
    }

    private IncidentCase pass(IncidentCase before, Instant instant) {
        return escalation.pass(before, instant, instant, policy).after();
    }

    private static Instant received(IncidentCase incident, String office) {
        return Objects.requireNonNull(
                incident.ladder().get(incident.positionOf(office)).receivedAt(), office + " has not received it");
    }

    private static Facts facts(Long deaths, String type) {
        return Given.facts(IncidentClass.ACCIDENT, type, deaths, NOON);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
