package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static zhuji.escalation.domain.Given.RECEIVED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zhuji.escalation.domain.CaseEvent.Kind;

class EscalationTest {

    private static final String COUNTY = "450103";
    private static final String PREFECTURE = "450100";
    private static final String PROVINCE = "450000";
    private static final String STATE = "000000";

    private final Policy policy = Given.national();
    private final Escalation escalation = new Escalation(new RealDivisions());

    @Test
    void deliversToTheFirstRungAndToNoOther() {
        Transition opened = escalation.open(Given.initial(COUNTY, Given.facts(12L)), RECEIVED, policy);

        assertThat(opened.events()).extracting(CaseEvent::kind).containsExactly(Kind.OPENED, Kind.RECEIVED);
        assertThat(opened.after().ladder()).extracting(Rung::receivedAt).containsExactly(RECEIVED, null, null);
    }

    @Test
    void movesUpOnRelay() {
        Transition relayed = act(opened(12), Given.act(DeskAction.Kind.RELAY, PREFECTURE, 20));

        assertThat(relayed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung, CaseEvent::overdue)
                .containsExactly(tuple(Kind.RELAYED, PREFECTURE, false), tuple(Kind.RECEIVED, PROVINCE, false));
    }

    /** The next rung's window begins when it is told, not while a message waited for the service. */
    @Test
    void countsAWindowFromWhenTheRungIsTold() {
        IncidentCase opened = opened(12);
        DeskAction relay = Given.act(DeskAction.Kind.RELAY, PREFECTURE, 20).on(opened);
        Instant back = RECEIVED.plus(Duration.ofMinutes(90));

        IncidentCase relayed = escalation.act(opened, relay, back, policy).after();

        assertThat(relayed.ladder().getFirst().relayedAt()).isEqualTo(relay.at());
        assertThat(relayed.ladder().getFirst().missedAt()).isNull();
        assertThat(relayed.ladder().get(1).receivedAt()).isEqualTo(back);
    }

    /** A relay after its deadline never hides the miss, though nobody had looked at the clock between the two. */
    @Test
    void reportsTheMissBeforeARelayThatCameLate() {
        Transition relayed = act(opened(3), Given.act(DeskAction.Kind.RELAY, PREFECTURE, 121));

        assertThat(relayed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsSubsequence(
                        tuple(Kind.DEADLINE_MISSED, PREFECTURE),
                        tuple(Kind.RECEIVED, PROVINCE),
                        tuple(Kind.RELAYED, PREFECTURE));
    }

    @Test
    void takesARelayAtTheVeryInstantAsInTime() {
        assertThat(act(opened(3), Given.act(DeskAction.Kind.RELAY, PREFECTURE, 120))
                        .events())
                .extracting(CaseEvent::kind)
                .doesNotContain(Kind.DEADLINE_MISSED);
    }

    @Test
    void countsTheSameActionOnce() {
        IncidentCase opened = opened(12);
        DeskAction relay = Given.act(DeskAction.Kind.RELAY, PREFECTURE, 20).on(opened);
        IncidentCase relayed = escalation.act(opened, relay, relay.at(), policy).after();

        Transition again = escalation.act(relayed, relay, relay.at().plusSeconds(60), policy);

        assertThat(again.events()).isEmpty();
        assertThat(again.after()).isEqualTo(relayed);
    }

    /** A case that one office fills with reports stays small enough to be kept, and none of them hides the next. */
    @Test
    void remembersTheLatestOfVeryManyReportsAndSwallowsNone() {
        IncidentCase incident = opened(12);
        for (int number = 2; number <= 600; number++) {
            incident = escalation
                    .follow(incident, followUp(number), RECEIVED.plusSeconds(number), policy)
                    .after();
        }
        assertThat(incident.version()).isEqualTo(600);
        assertThat(incident.versions())
                .hasSize(500)
                .extracting(ReportVersion::version)
                .startsWith(1, 102)
                .endsWith(600);

        Transition worse = escalation.follow(
                incident,
                Given.report(COUNTY, 601, Stage.FOLLOW_UP, RECEIVED.plusSeconds(601), Given.facts(40L)),
                RECEIVED.plusSeconds(601),
                policy);

        assertThat(worse.events()).extracting(CaseEvent::kind).startsWith(Kind.FOLLOWED_UP, Kind.REGRADED);
        assertThat(worse.after().version()).isEqualTo(601);
    }

    private static IncidentReport followUp(int number) {
        return Given.report(COUNTY, number, Stage.FOLLOW_UP, RECEIVED.plusSeconds(number), Given.facts(12L));
    }

    @ParameterizedTest(name = "an actor of code points {0}")
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b\ufeff", "\u3164", "\u2800"})
    void refusesAnActorWhoSaysNothing(String actor) {
        IncidentCase opened = opened(12);
        var relay = new DeskAction(
                "a",
                opened.incidentId(),
                DeskAction.Kind.RELAY,
                PREFECTURE,
                actor,
                1,
                null,
                null,
                null,
                null,
                null,
                RECEIVED.plusSeconds(60));

        assertRefused(escalation.act(opened, relay, relay.at(), policy), Refusal.ACTOR_MISSING);
    }

    @Test
    void countsTheSameReportOnce() {
        IncidentCase opened = opened(2);
        Instant at = RECEIVED.plusSeconds(60);
        IncidentReport more = Given.report(COUNTY, 2, Stage.FOLLOW_UP, at, Given.facts(31L));
        IncidentCase followed = escalation.follow(opened, more, at, policy).after();

        assertThat(escalation.follow(followed, more, at, policy).events()).isEmpty();
    }

    @Test
    void acknowledgingDoesNotStopTheClock() {
        IncidentCase higher = opened(12);
        IncidentCase atTop = opened(2);

        assertThat(act(higher, Given.act(DeskAction.Kind.ACKNOWLEDGE, PREFECTURE, 5))
                        .after()
                        .ladder()
                        .getFirst()
                        .due())
                .isEqualTo(higher.ladder().getFirst().due());
        IncidentCase acknowledged = act(atTop, Given.act(DeskAction.Kind.ACKNOWLEDGE, PREFECTURE, 5))
                .after();
        assertThat(acknowledged.owes(0))
                .as("at the top acknowledging is what is owed")
                .isFalse();
    }

    @Test
    void remindsAtHalfAndAtFourFifthsAndReportsTheMissOnce() {
        IncidentCase now = opened(3);
        var kinds = new ArrayList<String>();
        for (int minute = 1; minute <= 130; minute++) {
            Instant instant = RECEIVED.plus(Duration.ofMinutes(minute));
            Transition passed = escalation.pass(now, instant, instant, policy);
            for (CaseEvent event : passed.events()) {
                kinds.add(minute + " " + event.kind() + " " + event.rung() + " " + event.percent());
            }
            now = passed.after();
        }
        assertThat(kinds)
                .containsExactly(
                        "60 REMINDED 450100 50",
                        "96 REMINDED 450100 80",
                        "120 DEADLINE_MISSED 450100 0",
                        "120 RECEIVED 450000 0");
    }

    /** After an outage nobody is reminded of what has passed. */
    @Test
    void doesNotRemindOfWhatHasPassed() {
        Instant back = RECEIVED.plus(Duration.ofMinutes(121));

        assertThat(escalation.pass(opened(3), back, back, policy).events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.DEADLINE_MISSED, Kind.RECEIVED);
    }

    @Test
    void letsALateDeskStillRelayAndDeliversNothingTwice() {
        Instant due = RECEIVED.plus(Duration.ofHours(2));
        IncidentCase missed = escalation.pass(opened(3), due, due, policy).after();

        assertThat(act(missed, Given.act(DeskAction.Kind.RELAY, PREFECTURE, 150))
                        .events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.RELAYED);
    }

    @ParameterizedTest(name = "{0} by {1} having seen {2}: {3}")
    @CsvSource({
        "RELAY,       450000, 1, NOT_RECEIVED",
        "RELAY,       110000, 1, NOT_ON_LADDER",
        "RELAY,       450100, 0, STALE_VERSION",
        "RETURN,      450100, 1, REASON_MISSING",
        "CLOSE,       450100, 1, NOT_AT_TOP",
        "BYPASS,      450100, 1, REASON_MISSING",
        "REGRADE,     450100, 1, GRADE_MISSING",
        "FIND,        450100, 1, FINDING_MISSING",
        "TAKE_UP,     450100, 1, NOT_SET_ASIDE",
        "OTHER,       450100, 1, UNKNOWN_ACTION",
    })
    void refusesWhatADeskMayNotDoAsAnEvent(DeskAction.Kind kind, String desk, int seen, Refusal refusal) {
        IncidentCase opened = opened(12);

        Transition refused = act(opened, Given.act(kind, desk, 1).seen(seen));

        assertRefused(refused, refusal);
        assertThat(refused.after().ladder()).isEqualTo(opened.ladder());
        assertThat(refused.after().actions()).containsValue(new IncidentCase.ActionOutcome(kind, refusal));
    }

    @Test
    void bypassesToTheTargetAtOnceAndCopiesWhomItSkips() {
        Transition bypassed = act(
                opened(12),
                Given.act(DeskAction.Kind.BYPASS, PREFECTURE, 5)
                        .to(Level.NATIONAL)
                        .because("SKIPPED_LEVEL_UNREACHABLE")
                        .authorisedBy("丁"));

        assertThat(bypassed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(tuple(Kind.BYPASSED, PROVINCE), tuple(Kind.RECEIVED, STATE));
        IncidentCase after = bypassed.after();
        assertThat(after.owes(0)).as("no clock stops").isTrue();
        assertThat(after.ladder().get(1).copiedAt()).isNotNull();
        assertThat(after.ladder().get(1).receivedAt())
                .as("its duty begins when the rung below relays or misses")
                .isNull();
        Transition relayed = act(after, Given.act(DeskAction.Kind.RELAY, PREFECTURE, 10));
        assertThat(relayed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(tuple(Kind.RELAYED, PREFECTURE), tuple(Kind.RECEIVED, PROVINCE));
        assertThat(act(relayed.after(), Given.act(DeskAction.Kind.RELAY, PROVINCE, 15))
                        .events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.RELAYED);
    }

    @ParameterizedTest(name = "to {0}, {1}, {2}: {3}")
    @CsvSource({
        "NATIONAL,   ,        丁, REASON_MISSING",
        "NATIONAL,   URGENT,    , AUTHORISER_MISSING",
        ",           URGENT,  丁, TARGET_MISSING",
        "PROVINCE,   URGENT,  丁, NOTHING_TO_BYPASS",
        "PREFECTURE, URGENT,  丁, TARGET_HAS_IT",
        "COUNTY,     URGENT,  丁, TARGET_NOT_ON_LADDER",
    })
    void refusesABypassThatLacksWhatItNeeds(
            @Nullable Level target, @Nullable String reason, @Nullable String authoriser, Refusal refusal) {
        var bypass = Given.act(DeskAction.Kind.BYPASS, PREFECTURE, 5);
        if (target != null) {
            bypass.to(target);
        }
        if (reason != null) {
            bypass.because(reason);
        }
        if (authoriser != null) {
            bypass.authorisedBy(authoriser);
        }

        assertRefused(act(opened(12), bypass), refusal);
    }

    @Test
    void takesABypassTheOfficeAskedForInItsFirstReport() {
        var bypass = new Bypass(Level.PROVINCE, "EXTREME_URGENCY", "丁");

        Transition opened =
                escalation.open(Given.with(Given.initial(COUNTY, Given.facts(12L)), null, bypass), RECEIVED, policy);

        assertThat(opened.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(
                        tuple(Kind.OPENED, null),
                        tuple(Kind.RECEIVED, PREFECTURE),
                        tuple(Kind.BYPASSED, PREFECTURE),
                        tuple(Kind.RECEIVED, PROVINCE));
        Transition refused =
                escalation.open(Given.with(Given.initial(COUNTY, Given.facts(2L)), null, bypass), RECEIVED, policy);
        assertThat(refused.events()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.REFUSED);
            assertThat(event.detail().refusal()).isEqualTo(Refusal.TARGET_NOT_ON_LADDER);
        });
    }

    @Test
    void returnsForCorrectionWhileTheClockRunsOn() {
        IncidentCase opened = opened(12);

        Transition returned =
                act(opened, Given.act(DeskAction.Kind.RETURN, PREFECTURE, 5).because("伤亡数字不一致"));

        assertThat(returned.events()).extracting(CaseEvent::kind).containsExactly(Kind.RETURNED);
        assertThat(returned.after().nextInstant()).isEqualTo(opened.nextInstant());
    }

    @Test
    void letsADeskRaiseTheGradeAndOnlyItsEqualLowerItAgain() {
        IncidentCase opened = opened(3);
        IncidentCase atProvince =
                act(opened, Given.act(DeskAction.Kind.RELAY, PREFECTURE, 5)).after();

        Transition raised = act(
                atProvince,
                Given.act(DeskAction.Kind.REGRADE, PROVINCE, 10).grade(Grade.II).because("研判"));

        assertThat(raised.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(tuple(Kind.REGRADED, null), tuple(Kind.LADDER_CHANGED, PROVINCE));
        assertThat(Given.codes(raised.after())).containsExactly(PREFECTURE, PROVINCE, STATE);
        assertRefused(
                act(
                        raised.after(),
                        Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 11)
                                .grade(Grade.III)
                                .because("研判")),
                Refusal.GRADE_SET_ABOVE);
        assertRefused(
                act(
                        raised.after(),
                        Given.act(DeskAction.Kind.REGRADE, PROVINCE, 12)
                                .grade(Grade.IV)
                                .because("研判")),
                Refusal.GRADE_BELOW_FACTS);
        Transition lowered = act(
                raised.after(),
                Given.act(DeskAction.Kind.REGRADE, PROVINCE, 13)
                        .grade(Grade.III)
                        .because("研判"));
        assertThat(lowered.after().grade()).isEqualTo(Grade.III);
        assertThat(Given.codes(lowered.after()))
                .as("a desk never shortens the way")
                .containsExactly(PREFECTURE, PROVINCE, STATE);
    }

    /** An ungraded case climbs as one of grade III: neither the office nor a desk can keep it from the province by calling it IV. */
    @ParameterizedTest(name = "declared {0}: as far as {1}")
    @CsvSource(
            nullValues = "none",
            value = {"none, 450000", "IV, 450000", "III, 450000", "II, 000000", "I, 000000"})
    void leadsAnUngradedCaseToTheProvinceWhateverIsDeclared(@Nullable Grade declared, String top) {
        IncidentCase opened = escalation
                .open(Given.initial(COUNTY, Given.declared(Given.unrest(), declared)), RECEIVED, policy)
                .after();

        assertThat(Given.codes(opened)).last().isEqualTo(top);
        assertThat(opened.grade()).isEqualTo(declared == null ? Grade.UNGRADED : declared);
        assertThat(Objects.requireNonNull(opened.followUp()).due())
                .as("a follow-up at least daily, as of grade III")
                .isBeforeOrEqualTo(RECEIVED.plus(Duration.ofDays(1)));
    }

    @Test
    void keepsAnUngradedCaseOnItsWayWhenAPrefectureCallsItIV() {
        IncidentCase opened = escalation
                .open(Given.initial(COUNTY, Given.unrest()), RECEIVED, policy)
                .after();

        IncidentCase regraded = act(
                        opened,
                        Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 5)
                                .grade(Grade.IV)
                                .because("研判"))
                .after();

        assertThat(Given.codes(regraded)).containsExactly(PREFECTURE, PROVINCE);
        assertRefused(
                act(regraded, Given.act(DeskAction.Kind.CLOSE, PREFECTURE, 6).because("处置完毕")), Refusal.NOT_AT_TOP);
        IncidentCase corrected = reported(regraded, Stage.CORRECTION, 7, Given.declared(Given.unrest(), Grade.IV));
        assertThat(Given.codes(corrected))
                .as("no correction makes a class that is not graded end lower")
                .containsExactly(PREFECTURE, PROVINCE);
    }

    /** What is not known yet is not small: a follow-up with one dead leaves the case on its way, a correction to one dead takes it off. */
    @Test
    void shortensTheWayOfAGradedClassByACorrectionOfFactsAlone() {
        IncidentCase unknown = escalation
                .open(Given.initial(COUNTY, Given.facts(null)), RECEIVED, policy)
                .after();
        assertThat(Given.codes(unknown)).containsExactly(PREFECTURE, PROVINCE);

        IncidentCase followed = reported(unknown, Stage.FOLLOW_UP, 5, Given.facts(1L));
        assertThat(followed.grade()).isEqualTo(Grade.IV);
        assertThat(Given.codes(followed)).containsExactly(PREFECTURE, PROVINCE);

        IncidentCase corrected = reported(followed, Stage.CORRECTION, 6, Given.facts(1L));
        assertThat(Given.codes(corrected)).containsExactly(PREFECTURE);
    }

    /** A declaration raises; taking it back shortens nothing while the facts stay what they were. */
    @Test
    void shortensNothingByTakingADeclarationBack() {
        IncidentCase declared = escalation
                .open(Given.initial(COUNTY, Given.declared(Given.facts(1L), Grade.II)), RECEIVED, policy)
                .after();
        assertThat(Given.codes(declared)).containsExactly(PREFECTURE, PROVINCE, STATE);

        IncidentCase takenBack = reported(declared, Stage.CORRECTION, 5, Given.declared(Given.facts(1L), Grade.IV));

        assertThat(takenBack.grade()).isEqualTo(Grade.IV);
        assertThat(Given.codes(takenBack)).containsExactly(PREFECTURE, PROVINCE, STATE);
    }

    /** What an incident is decides its grade (环境保护部令17号: three dead are II); only a correction changes it. */
    @Test
    void gradesAnewWhenACorrectionSaysWhatItWas() {
        IncidentCase opened = opened(3);
        Facts spill = Given.facts("ENVIRONMENT", 3L);

        assertThat(reported(opened, Stage.FOLLOW_UP, 5, spill).grade()).isEqualTo(Grade.III);
        IncidentCase corrected = reported(opened, Stage.CORRECTION, 5, spill);

        assertThat(corrected.facts().type()).isEqualTo("ENVIRONMENT");
        assertThat(corrected.grade()).isEqualTo(Grade.II);
        assertThat(Given.codes(corrected)).containsExactly(PREFECTURE, PROVINCE, STATE);
    }

    /** Decree 493 arts. 13, 20: seven days for a fire, thirty for most; what it was is what it is corrected to. */
    @Test
    void countsTheWindowForSupplementsByWhatItWas() {
        int tenDays = 10 * 24 * 60;
        IncidentCase fire = opened(2);
        assertThat(reported(fire, Stage.FOLLOW_UP, tenDays, Given.facts(12L)).grade())
                .isEqualTo(Grade.IV);

        IncidentCase mine = reported(fire, Stage.CORRECTION, tenDays, Given.facts("MINE", 2L));

        assertThat(reported(mine, Stage.FOLLOW_UP, tenDays + 1, Given.facts("MINE", 12L))
                        .grade())
                .isEqualTo(Grade.II);
    }

    /** The four hours are counted from the occurrence (2006 plan): when it becomes known, or was another, they are counted from there. */
    @Test
    void setsTheClocksAnewWhenItBecomesKnownWhenItHappened() {
        IncidentCase unknown = escalation
                .open(Given.initial(COUNTY, happened(null)), RECEIVED, policy)
                .after();
        assertThat(unknown.ladder().getFirst().due()).isEqualTo(RECEIVED.plus(Duration.ofHours(2)));

        IncidentCase known = reported(unknown, Stage.FOLLOW_UP, 10, happened(RECEIVED.minus(Duration.ofHours(3))));
        assertThat(known.ladder().getFirst().due()).isEqualTo(RECEIVED.plus(Duration.ofHours(1)));

        IncidentCase repeated = reported(known, Stage.FOLLOW_UP, 11, happened(RECEIVED.minus(Duration.ofHours(1))));
        assertThat(repeated.ladder().getFirst().due())
                .as("a follow-up does not move what is known")
                .isEqualTo(RECEIVED.plus(Duration.ofHours(1)));

        Instant at = RECEIVED.plus(Duration.ofMinutes(12));
        Transition corrected = escalation.follow(
                known,
                Given.report(COUNTY, 12, Stage.CORRECTION, at, happened(RECEIVED.minus(Duration.ofHours(5)))),
                at,
                policy);
        assertThat(corrected.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(tuple(Kind.FOLLOWED_UP, null), tuple(Kind.LADDER_CHANGED, PREFECTURE));
        assertThat(escalation.pass(corrected.after(), at, at, policy).events())
                .first()
                .satisfies(missed -> {
                    assertThat(missed.kind()).isEqualTo(Kind.DEADLINE_MISSED);
                    assertThat(Objects.requireNonNull(missed.deadline())
                                    .deadline()
                                    .wasOverOnArrival())
                            .as("nobody could have kept it")
                            .isTrue();
                });
    }

    private static Facts happened(@Nullable Instant at) {
        return Given.facts(IncidentClass.ACCIDENT, "MINE", 12L, at);
    }

    private IncidentCase reported(IncidentCase before, Stage stage, int minutes, Facts facts) {
        Instant at = RECEIVED.plus(Duration.ofMinutes(minutes));
        return escalation
                .follow(before, Given.report(COUNTY, 10 + minutes, stage, at, facts), at, policy)
                .after();
    }

    /** Who does not answer is asked again, less and less often. */
    @Test
    void owesAMissedFollowUpAgainAtGrowingIntervals() {
        IncidentCase incident = opened(3);
        List<Duration> missed = new ArrayList<>();
        Instant end = RECEIVED.plus(Duration.ofDays(7));
        for (Instant at = RECEIVED; at.isBefore(end); at = at.plus(Duration.ofHours(1))) {
            Transition passed = escalation.pass(incident, at, at, policy);
            passed.events().stream()
                    .filter(event -> event.kind() == Kind.DEADLINE_MISSED && event.rung() == null)
                    .forEach(event -> missed.add(Duration.between(
                            RECEIVED,
                            Objects.requireNonNull(event.deadline()).deadline().due())));
            incident = passed.after();
        }

        assertThat(missed)
                .as("a day after the report, two days after that; the next would be past the seven days of a fire")
                .containsExactly(Duration.ofDays(1), Duration.ofDays(3));
        assertThat(incident.followUp()).isNull();
    }

    @Test
    void recordsWhatAHigherOfficeFoundEvenAfterClosing() {
        IncidentCase closed = act(
                        opened(2),
                        Given.act(DeskAction.Kind.CLOSE, PREFECTURE, 5).because("处置完毕"))
                .after();

        Transition found = act(
                closed,
                Given.act(DeskAction.Kind.FIND, PROVINCE, 10)
                        .finding(Finding.CONCEALED)
                        .because("核查"));

        assertThat(found.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.FOUND);
            assertThat(event.detail().finding()).isEqualTo(Finding.CONCEALED);
        });
        assertRefused(
                act(
                        closed,
                        Given.act(DeskAction.Kind.FIND, PROVINCE, 11)
                                .finding(Finding.LATE)
                                .because("核查")),
                Refusal.FINDING_COMPUTED);
        assertRefused(
                act(
                        closed,
                        Given.act(DeskAction.Kind.FIND, "110000", 12)
                                .finding(Finding.OMITTED)
                                .because("核查")),
                Refusal.NOT_SUPERIOR);
        assertRefused(
                act(
                        closed,
                        Given.act(DeskAction.Kind.FIND, PROVINCE, 13)
                                .seen(2)
                                .finding(Finding.OMITTED)
                                .because("核查")),
                Refusal.UNKNOWN_VERSION);
    }

    /** Who missed a hop before a closing has missed it: a case that climbs again says it of nobody a second time. */
    @Test
    void callsNoHopMissedAgainAfterAReopening() {
        IncidentCase missed = escalation
                .pass(opened(3), RECEIVED.plus(Duration.ofHours(3)), RECEIVED.plus(Duration.ofHours(3)), policy)
                .after();
        assertThat(missed.ladder().getFirst().missedAt()).isNotNull();
        IncidentCase closed = act(
                        missed, Given.act(DeskAction.Kind.CLOSE, PROVINCE, 200).because("处置完毕"))
                .after();
        IncidentCase reopened = reported(closed, Stage.FOLLOW_UP, 240, Given.facts(12L));
        assertThat(reopened.closed()).isFalse();

        Transition later = escalation.pass(
                reopened, RECEIVED.plus(Duration.ofHours(20)), RECEIVED.plus(Duration.ofHours(20)), policy);

        assertThat(later.events())
                .filteredOn(event -> event.kind() == Kind.DEADLINE_MISSED && event.rung() != null)
                .extracting(CaseEvent::rung)
                .contains(PROVINCE)
                .doesNotContain(PREFECTURE);
    }

    @Test
    void opensNoCaseWithoutAnInitialReport() {
        for (Stage stage : Stage.values()) {
            IncidentReport report = Given.report(COUNTY, 1, stage, RECEIVED, Given.facts(1L));
            assertThat(escalation.refusalOf(report))
                    .isEqualTo(stage == Stage.INITIAL ? null : Refusal.NO_INITIAL_REPORT);
        }
    }

    /** What is found in earnest may not vanish in an exercise, nor an exercise alarm anybody. */
    @Test
    void keepsExercisesAndEarnestApart() {
        IncidentReport earnest = Given.report(COUNTY, 2, Stage.FOLLOW_UP, RECEIVED.plusSeconds(60), Given.facts(40L));
        IncidentReport exercise = exercise(Given.initial(COUNTY, Given.facts(2L)));
        IncidentCase opened = escalation.open(exercise, RECEIVED, policy).after();

        Transition refused = escalation.follow(opened, earnest, earnest.receivedAt(), policy);

        assertThat(opened.mode()).isEqualTo(Mode.EXERCISE);
        assertRefused(refused, Refusal.MODE_DIFFERS);
        assertThat(refused.after().grade()).isEqualTo(Grade.IV);
    }

    private static IncidentReport exercise(IncidentReport report) {
        return new IncidentReport(
                report.eventId(),
                report.reportId(),
                report.incidentId(),
                report.matter(),
                report.office(),
                Mode.EXERCISE,
                report.stage(),
                report.receivedAt(),
                report.submittedAt(),
                null,
                report.facts(),
                null);
    }

    /** R7: the province is asked, reminded, and reported when it does not; without its relay nothing goes to the State. */
    @Test
    void holdsTheProvinceToARelayItWasAskedFor() {
        var request = new IncidentReport(
                "e1",
                COUNTY + ":1",
                COUNTY + ":relay:1",
                Matter.RELAY_REQUEST,
                COUNTY,
                Mode.ACTUAL,
                Stage.INITIAL,
                RECEIVED,
                RECEIVED,
                null,
                Facts.none(),
                null);
        IncidentCase asked = escalation.open(request, RECEIVED, policy).after();
        Instant due = RECEIVED.plus(Duration.ofDays(1));

        Transition missed = escalation.pass(asked, due, due, policy);

        assertThat(Given.codes(asked)).containsExactly(PROVINCE, STATE);
        assertThat(missed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(tuple(Kind.DEADLINE_MISSED, PROVINCE));
        Transition relayed = act(missed.after(), Given.act(DeskAction.Kind.RELAY, PROVINCE, 2_000));
        assertThat(relayed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(tuple(Kind.RELAYED, PROVINCE), tuple(Kind.RECEIVED, STATE));
        assertThat(relayed.after().nextInstant())
                .as("nobody owes anything any more")
                .isNull();
    }

    /** What the province has set a desk below cannot undo, not even after raising it further itself. */
    @Test
    void keepsWhatADeskAboveHasSet() {
        IncidentCase atProvince =
                act(opened(3), Given.act(DeskAction.Kind.RELAY, PREFECTURE, 5)).after();
        IncidentCase raised = act(
                        atProvince,
                        Given.act(DeskAction.Kind.REGRADE, PROVINCE, 10)
                                .grade(Grade.II)
                                .because("研判"))
                .after();
        IncidentCase further = act(
                        raised,
                        Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 11)
                                .grade(Grade.I)
                                .because("研判"))
                .after();

        assertThat(further.grade()).isEqualTo(Grade.I);
        assertRefused(
                act(
                        further,
                        Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 12)
                                .grade(Grade.III)
                                .because("研判")),
                Refusal.GRADE_SET_ABOVE);
        assertThat(act(
                                further,
                                Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 13)
                                        .grade(Grade.II)
                                        .because("研判"))
                        .after()
                        .grade())
                .isEqualTo(Grade.II);
    }

    /** What the province lowers stays lowered when the next report comes, whatever the prefecture had set before. */
    @Test
    void forgetsWhatADeskBelowHadSetOnceOneAboveJudgesAnew() {
        IncidentCase raised = act(
                        opened(3),
                        Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 2)
                                .grade(Grade.I)
                                .because("研判"))
                .after();
        IncidentCase atProvince =
                act(raised, Given.act(DeskAction.Kind.RELAY, PREFECTURE, 5)).after();
        IncidentCase lowered = act(
                        atProvince,
                        Given.act(DeskAction.Kind.REGRADE, PROVINCE, 10)
                                .grade(Grade.III)
                                .because("核实"))
                .after();

        assertThat(lowered.grading().floor()).isEqualTo(Grade.III);
        assertThat(lowered.grading().set()).containsOnlyKeys(PROVINCE);
    }

    /** Each desk numbers its own actions. */
    @Test
    void takesTheSameNumberFromTwoDesksAsTwoActions() {
        IncidentCase opened = opened(3);
        DeskAction first = numbered("1", DeskAction.Kind.RELAY, PREFECTURE, opened);
        DeskAction second = numbered("1", DeskAction.Kind.ACKNOWLEDGE, PROVINCE, opened);

        IncidentCase relayed = escalation.act(opened, first, first.at(), policy).after();

        assertThat(escalation.act(relayed, second, second.at(), policy).events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.ACKNOWLEDGED);
    }

    private static DeskAction numbered(String id, DeskAction.Kind kind, String desk, IncidentCase incident) {
        return new DeskAction(
                id, incident.incidentId(), kind, desk, "丙", 1, null, null, null, null, null, RECEIVED.plusSeconds(60));
    }

    @Test
    void forgetsTheOldestOfVeryManyActionsAndNoOther() {
        IncidentCase incident = opened(3);
        for (int number = 0; number < 600; number++) {
            DeskAction refused = numbered("n" + number, DeskAction.Kind.RELAY, "110000", incident);
            incident = escalation.act(incident, refused, refused.at(), policy).after();
        }

        assertThat(incident.actions()).hasSize(500);
        DeskAction latest = numbered("n599", DeskAction.Kind.RELAY, "110000", incident);
        assertThat(escalation.act(incident, latest, latest.at(), policy).events())
                .isEmpty();
        assertRefused(
                escalation.act(
                        incident,
                        numbered("x".repeat(5_000), DeskAction.Kind.RELAY, PREFECTURE, incident),
                        latest.at(),
                        policy),
                Refusal.ACTION_TOO_LONG);
    }

    @Test
    void takesABypassAskedForInAFollowUp() {
        Instant at = RECEIVED.plusSeconds(600);
        IncidentReport more = Given.with(
                Given.report(COUNTY, 2, Stage.FOLLOW_UP, at, Given.facts(12L)),
                null,
                new Bypass(Level.NATIONAL, "SKIPPED_LEVEL_BLOCKING", "丁"));

        assertThat(escalation.follow(opened(12), more, at, policy).events())
                .extracting(CaseEvent::kind, CaseEvent::rung)
                .containsExactly(
                        tuple(Kind.FOLLOWED_UP, null),
                        tuple(Kind.BYPASSED, PREFECTURE),
                        tuple(Kind.BYPASSED, PROVINCE),
                        tuple(Kind.RECEIVED, STATE));
    }

    /** Nobody is called late for what fell due while the case was closed. */
    @Test
    void givesEveryoneAWindowFromNowWhenAClosedCaseMustClimbAgain() {
        IncidentCase bypassed =
                act(opened(3), Given.act(DeskAction.Kind.RELAY, PREFECTURE, 1)).after();
        IncidentCase closed = act(
                        bypassed, Given.act(DeskAction.Kind.CLOSE, PROVINCE, 5).because("处置完毕"))
                .after();
        Instant at = RECEIVED.plus(Duration.ofHours(10));

        Transition reopened =
                escalation.follow(closed, Given.report(COUNTY, 2, Stage.FOLLOW_UP, at, Given.facts(12L)), at, policy);

        assertThat(reopened.events()).extracting(CaseEvent::kind).doesNotContain(Kind.DEADLINE_MISSED);
        assertThat(escalation
                        .pass(reopened.after(), at.plusSeconds(1), at.plusSeconds(1), policy)
                        .events())
                .isEmpty();
        assertThat(reopened.after().owes(1)).isTrue();
    }

    @Test
    void owesFollowUpsByTheGradeADeskHasSet() {
        IncidentCase opened = opened(3);
        Deadline daily = Objects.requireNonNull(opened.followUp());

        IncidentCase raised = act(
                        opened,
                        Given.act(DeskAction.Kind.REGRADE, PREFECTURE, 10)
                                .grade(Grade.I)
                                .because("研判"))
                .after();

        assertThat(Objects.requireNonNull(raised.followUp()).due()).isBefore(daily.due());
    }

    @Test
    void numbersTheEventsOfACaseWithoutGaps() {
        IncidentCase opened = opened(12);
        Transition relayed = act(opened, Given.act(DeskAction.Kind.RELAY, PREFECTURE, 20));

        assertThat(opened.happenings()).isEqualTo(2);
        assertThat(relayed.events())
                .extracting(event -> event.after().happenings())
                .containsExactly(3, 4);
    }

    @Test
    void countsAnOccurrenceOfAPastYearByItsAgeInADemonstration() {
        Policy demo = Given.policies(1_200).national();
        Facts facts = Given.facts(IncidentClass.ACCIDENT, "FIRE", 12L, RECEIVED.minus(Duration.ofMinutes(60)));
        IncidentReport report = Given.initial(COUNTY, facts);

        assertThat(demo.anchors(report).occurredAt()).isEqualTo(RECEIVED.minusMillis(3_000 - 50));
        assertThat(escalation
                        .open(report, RECEIVED, demo)
                        .after()
                        .ladder()
                        .getFirst()
                        .due())
                .isEqualTo(RECEIVED.plusSeconds(6));
    }

    private IncidentCase opened(long deaths) {
        return escalation
                .open(Given.initial(COUNTY, Given.facts(deaths)), RECEIVED, policy)
                .after();
    }

    private Transition act(IncidentCase before, Given.Acting acting) {
        DeskAction action = acting.on(before);
        return escalation.act(before, action, action.at(), policy);
    }

    private static void assertRefused(Transition refused, Refusal refusal) {
        assertThat(refused.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.REFUSED);
            assertThat(Objects.requireNonNull(event.detail().refusal())).isEqualTo(refusal);
        });
    }
}
