package zhuji.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zhuji.audit.claims.Claim;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;
import zhuji.events.Duty;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.Rung;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** What a case's events show of I4, I5 and I8, at the edges that a real run seldom comes to. */
class CaseJudgeTest {

    private static final Instant START = Instant.parse("2025-03-04T00:00:00Z");
    private static final Instant DUE = START.plusSeconds(7_200);
    private static final String CITY = "450100";
    private static final String PROVINCE = "450000";

    private final Findings findings = new Findings();
    private final Activity activity = new Activity();
    private final List<Claim> events = new ArrayList<>();
    private final List<Claim> counted = new ArrayList<>();
    private Instant until = START.plus(Duration.ofDays(1));

    @BeforeAll
    static void trustOurOwnRecords() {
        EventDecoder.trustOurOwnRecords();
    }

    private static Rung city() {
        return Rung.newBuilder().setOffice(CITY).setLevel(Level.PREFECTURE).build();
    }

    private static Rung cityThatHasIt() {
        return Rung.newBuilder(city()).setReceivedAt(START).setDue(DUE).build();
    }

    private static Rung province() {
        return Rung.newBuilder().setOffice(PROVINCE).setLevel(Level.PROVINCE).build();
    }

    private static Rung provinceThatHasIt(Instant at) {
        return Rung.newBuilder(province())
                .setReceivedAt(at)
                .setDue(at.plus(Duration.ofDays(9)))
                .build();
    }

    private void happens(IncidentEventKind kind, Instant at, @Nullable String rung, Rung... ladder) {
        happens(kind, at, rung, Duty.RELAY, DUE, ladder);
    }

    private void happens(
            IncidentEventKind kind,
            Instant at,
            @Nullable String rung,
            Duty duty,
            @Nullable Instant due,
            Rung... ladder) {
        var place = new Place(Topics.INCIDENT_EVENT, 0, events.size());
        activity.at(place, at);
        events.add(new Claim.Told(
                place,
                "case/C",
                at,
                IncidentEvent.newBuilder()
                        .setEventId("C/" + events.size() + "#" + kind)
                        .setIncidentId("C")
                        .setOffice("450103")
                        .setKind(kind)
                        .setVersion(1)
                        .setPolicyVersion("1")
                        .setAt(at)
                        .setMode(Mode.EXERCISE)
                        .setGrade(Grade.III)
                        .setReportId("450103:1")
                        .setRung(rung)
                        .setDue(due)
                        .setDuty(duty)
                        .setLadder(List.of(ladder))
                        .setSequence(events.size() + 1)
                        .build()));
    }

    private void opens() {
        happens(IncidentEventKind.OPENED, START, null, city(), province());
        happens(IncidentEventKind.RECEIVED, START, CITY, cityThatHasIt(), province());
    }

    private void cityMisses(Instant at) {
        Rung late = Rung.newBuilder(cityThatHasIt()).setMissedAt(at).build();
        happens(IncidentEventKind.DEADLINE_MISSED, at, CITY, late, province());
        happens(IncidentEventKind.RECEIVED, at, PROVINCE, late, provinceThatHasIt(at));
    }

    private List<String> found() {
        var scope = new Scope(new EmptyLog(until), Duration.ofSeconds(30), null);
        new CaseJudge(scope, activity, findings, counted::add).judge(events);
        return findings.verdict(until, "").violations().stream()
                .map(violation -> violation.invariant() + " " + violation.words())
                .toList();
    }

    private void accepted(String reportId, Instant at) {
        events.add(new Claim.Reported(new Place(Topics.REPORT_ACCEPTED, 0, events.size()), "C", reportId, at));
    }

    /** An exercise had the number before: escalation refused the report, and nobody above ever saw it. */
    @Test
    void findsAnAcceptedReportThatNoSuperiorSees() {
        accepted("450103:1", START);

        assertThat(found()).singleElement().asString().isEqualTo("I4 was accepted, and case C tells no superior of it");
    }

    @Test
    void isContentWithAReportThatOpenedTheCaseAndWithOneUnderWay() {
        opens();
        cityMisses(DUE.plusMillis(300));
        accepted("450103:1", START);
        accepted("450103:2", until.minusSeconds(5));

        assertThat(found()).isEmpty();
    }

    @Test
    void findsARungThatWasTakenOffWithoutACorrection() {
        opens();
        happens(IncidentEventKind.REGRADED, START.plusSeconds(60), null, cityThatHasIt(), province());
        happens(IncidentEventKind.LADDER_CHANGED, START.plusSeconds(60), CITY, cityThatHasIt());

        assertThat(found())
                .anySatisfy(words -> assertThat(words)
                        .isEqualTo("I4 450000 is taken off the ladder, and no correction of the facts did it"));
    }

    private static final Instant FOLLOW_UP = START.plusSeconds(600);

    private void opensWithAFollowUpOwed() {
        happens(IncidentEventKind.OPENED, START, null, Duty.FOLLOW_UP, FOLLOW_UP, city(), province());
    }

    private void followUpMissed(Instant due) {
        happens(IncidentEventKind.DEADLINE_MISSED, due, null, Duty.FOLLOW_UP, due, city(), province());
    }

    @Test
    void isContentWithAFollowUpThatCameInTimeAndWithOneThatWasMissedAgainAfterTwiceAsLong() {
        opensWithAFollowUpOwed();
        Instant next = FOLLOW_UP.plusSeconds(600);
        happens(IncidentEventKind.FOLLOWED_UP, FOLLOW_UP, null, Duty.FOLLOW_UP, next, city(), province());
        followUpMissed(next);
        followUpMissed(next.plusSeconds(1_200));
        followUpMissed(next.plusSeconds(3_600));

        assertThat(found()).isEmpty();
    }

    @Test
    void blamesAFollowUpThatWasMissedInSilence() {
        opensWithAFollowUpOwed();
        activity.at(new Place(Topics.INCIDENT_EVENT, 0, 99), FOLLOW_UP.plusSeconds(120));

        assertThat(found())
                .singleElement()
                .asString()
                .contains("the deadline of follow-up")
                .contains("not reported missed");
    }

    @Test
    void blamesAFollowUpThatIsCalledMissedAndWasNotOwed() {
        opensWithAFollowUpOwed();
        Instant next = FOLLOW_UP.plusSeconds(600);
        happens(IncidentEventKind.FOLLOWED_UP, START.plusSeconds(300), null, Duty.FOLLOW_UP, next, city(), province());
        followUpMissed(FOLLOW_UP);
        followUpMissed(next);

        assertThat(found())
                .singleElement()
                .asString()
                .contains("450103 is reported to have missed a deadline it did not owe");
    }

    @Test
    void isContentWithAMissThatIsReportedAtOnce() {
        opens();
        cityMisses(DUE.plusMillis(300));

        assertThat(found()).isEmpty();
    }

    @Test
    void blamesALateReportOnlyWhenSomethingElseWasWrittenMeanwhile() {
        opens();
        cityMisses(DUE.plusSeconds(600));

        assertThat(found()).as("escalation was down").isEmpty();

        activity.at(new Place(Topics.INCIDENT_EVENT, 0, 99), DUE.plusSeconds(120));
        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("I5 ")
                .contains("is reported missed 600 s after it, while escalation was running");
    }

    @Test
    void blamesADeadlineThatPassedInSilence() {
        opens();
        activity.at(new Place(Topics.INCIDENT_EVENT, 0, 99), DUE.plusSeconds(120));

        assertThat(found()).singleElement().asString().contains("passed and is not reported missed");
    }

    @Test
    void doesNotJudgeWhatFallsDueAfterTheLogEnds() {
        opens();
        until = DUE.plusSeconds(10);

        assertThat(found()).isEmpty();
        assertThat(findings.verdict(until, "").underWay()).containsEntry(Invariant.I5, 1L);
    }

    @Test
    void takesARelayAtTheVeryInstantForOneInTime() {
        opens();
        Rung relayed = Rung.newBuilder(cityThatHasIt()).setRelayedAt(DUE).build();
        happens(IncidentEventKind.RELAYED, DUE, CITY, relayed, province());
        happens(IncidentEventKind.RECEIVED, DUE, PROVINCE, relayed, provinceThatHasIt(DUE));

        assertThat(found()).isEmpty();
    }

    @Test
    void blamesARelayAfterADeadlineNobodyReported() {
        opens();
        Instant late = DUE.plusMillis(1);
        Rung relayed = Rung.newBuilder(cityThatHasIt()).setRelayedAt(late).build();
        happens(IncidentEventKind.RELAYED, late, CITY, relayed, province());

        assertThat(found()).singleElement().asString().contains("passed before it and is not reported missed");
    }

    @Test
    void blamesAMissThatIsReportedTooSoon() {
        opens();
        cityMisses(DUE.minusSeconds(1));

        assertThat(found()).singleElement().asString().contains("is reported missed before it");
    }

    @Test
    void leavesTheDeadlinesOfACaseThatIsSetAsideUntilItIsTakenUp() {
        opens();
        happens(IncidentEventKind.SET_ASIDE, START.plusSeconds(60), null, cityThatHasIt(), province());
        activity.at(new Place(Topics.INCIDENT_EVENT, 0, 99), DUE.plusSeconds(120));

        assertThat(found()).isEmpty();
        assertThat(findings.verdict(until, "").remarks())
                .singleElement()
                .asString()
                .contains("C is set aside");
    }

    @Test
    void blamesAReceptionNothingBelowExplains() {
        opens();
        happens(
                IncidentEventKind.RECEIVED,
                START.plusSeconds(5),
                PROVINCE,
                cityThatHasIt(),
                provinceThatHasIt(START.plusSeconds(5)));
        until = START.plusSeconds(60);

        assertThat(found())
                .containsExactly(
                        "I4 450000 receives it before 450100 has relayed it, missed its deadline or was" + " bypassed");
    }

    /** Who is bypassed twice is copied twice; what was acknowledged stays so. */
    @Test
    void knowsWhichStepsMayBeRepeated() {
        opens();
        until = START.plusSeconds(60);
        for (int minute = 1; minute < 3; minute++) {
            Instant at = START.plusSeconds(minute);
            happens(
                    IncidentEventKind.REMINDED,
                    at,
                    CITY,
                    Rung.newBuilder(cityThatHasIt()).setAcknowledgedAt(START).build(),
                    Rung.newBuilder(province()).setCopiedAt(at).build());
        }
        assertThat(found()).isEmpty();

        happens(IncidentEventKind.REMINDED, START.plusSeconds(4), CITY, cityThatHasIt(), province());
        assertThat(found())
                .containsExactly(
                        "I8 450000 had copied 抄送 and has not any longer",
                        "I8 450100 had acknowledged 签收 and has not any longer");
    }

    @Test
    void noticesAnEventThatWasTakenOut() {
        opens();
        cityMisses(DUE.plusMillis(300));
        events.remove(1);

        assertThat(found()).anyMatch(words -> words.contains("the events before it, from number 2 on, are not there"));
    }

    /** A log of which only the end matters. */
    private record EmptyLog(Instant until) implements Log {

        @Override
        public List<Stretch> stretches() {
            return List.of();
        }

        @Override
        public void read(List<Stretch> some, Consumer<LogRecord> each) {}

        @Override
        public IntFunction<Schema> schemas() {
            return number -> Schema.create(Schema.Type.NULL);
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public @Nullable Instant from() {
            return null;
        }
    }
}
