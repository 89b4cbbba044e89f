package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.policy.PolicyReader;

class EscalationTest {

    private static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");
    private static final Map<String, Division> TREE = Map.of(
            "000000", new Division("000000", Level.NATIONAL, null),
            "450000", new Division("450000", Level.PROVINCE, "000000"),
            "450100", new Division("450100", Level.PREFECTURE, "450000"),
            "450103", new Division("450103", Level.COUNTY, "450100"),
            "110000", new Division("110000", Level.PROVINCE, "000000"),
            "110101", new Division("110101", Level.COUNTY, "110000"));

    private final Policy policy = national();
    private final Escalation escalation = new Escalation(TREE::get);

    @ParameterizedTest(name = "{1} dead in {0}: {2}, up to {3}")
    @CsvSource({
        "450103, 30, I,        450100 450000 000000",
        "450103, 29, II,       450100 450000 000000",
        "450103, 10, II,       450100 450000 000000",
        "450103, 9,  III,      450100 450000",
        "450103, 3,  III,      450100 450000",
        "450103, 2,  IV,       450100",
        "450103, 0,  IV,       450100",
        "450103, ,   UNGRADED, 450100 450000",
        "450100, 2,  IV,       450000",
        "110101, 2,  IV,       110000",
        "450000, 2,  IV,       000000",
    })
    void endsTheLadderWhereTheGradeSays(String office, @Nullable Long deaths, Grade grade, String ladder) {
        IncidentCase opened = escalation.open(report(office, deaths, 1), policy).after();

        assertThat(opened.grade()).isEqualTo(grade);
        assertThat(opened.ladder()).extracting(Rung::office).containsExactly(ladder.split(" "));
    }

    @Test
    void deliversToTheFirstRungAndToNoOther() {
        Transition opened = escalation.open(report("450103", 12L, 1), policy);

        assertThat(opened.events()).extracting(CaseEvent::kind).containsExactly(Kind.OPENED, Kind.RECEIVED);
        assertThat(opened.after().ladder()).extracting(Rung::receivedAt).containsExactly(RECEIVED, null, null);
    }

    @Test
    void movesUpOnRelay() {
        IncidentCase opened = escalation.open(report("450103", 12L, 1), policy).after();

        Transition relayed = escalation.act(opened, action(DeskAction.Kind.RELAY, "450100", 20), policy);

        assertThat(relayed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung, CaseEvent::overdue)
                .containsExactly(tuple(Kind.RELAYED, "450100", false), tuple(Kind.RECEIVED, "450000", false));
    }

    @Test
    void countsTheSameActionOnce() {
        IncidentCase opened = escalation.open(report("450103", 12L, 1), policy).after();
        DeskAction relay = action(DeskAction.Kind.RELAY, "450100", 20);
        IncidentCase relayed = escalation.act(opened, relay, policy).after();

        Transition again = escalation.act(relayed, relay, policy);

        assertThat(again.events()).isEmpty();
        assertThat(again.after()).isEqualTo(relayed);
    }

    @Test
    void acknowledgingDoesNotStopTheClock() {
        IncidentCase opened = escalation.open(report("450103", 2L, 1), policy).after();
        IncidentCase higher = escalation.open(report("450103", 12L, 1), policy).after();

        assertThat(escalation
                        .act(higher, action(DeskAction.Kind.ACKNOWLEDGE, "450100", 5), policy)
                        .after()
                        .nextDue())
                .isEqualTo(higher.nextDue());
        assertThat(escalation
                        .act(opened, action(DeskAction.Kind.ACKNOWLEDGE, "450100", 5), policy)
                        .after()
                        .nextDue())
                .as("at the top acknowledging is what is owed")
                .isNull();
    }

    @ParameterizedTest(name = "{0} by {1} having seen {2}: {3}")
    @CsvSource({
        "RELAY,       450000, 1, NOT_RECEIVED",
        "RELAY,       110000, 1, NOT_ON_LADDER",
        "RELAY,       450100, 0, STALE_VERSION",
        "RETURN,      450100, 1, REASON_MISSING",
        "CLOSE,       450100, 1, NOT_AT_TOP",
        "OTHER,       450100, 1, UNKNOWN_ACTION",
    })
    void refusesWhatADeskMayNotDoAsAnEvent(DeskAction.Kind kind, String desk, int seen, Refusal refusal) {
        IncidentCase opened = escalation.open(report("450103", 12L, 1), policy).after();
        var action = new DeskAction("a1", "450103:K1", kind, desk, "丙", seen, null, RECEIVED.plusSeconds(60));

        Transition refused = escalation.act(opened, action, policy);

        assertThat(refused.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.REFUSED);
            assertThat(event.refusal()).isEqualTo(refusal);
        });
        assertThat(refused.after().ladder()).isEqualTo(opened.ladder());
    }

    @Test
    void reportsAMissedDeadlineOnceAndMovesUpAllTheSame() {
        IncidentCase opened = escalation.open(report("450103", 3L, 1), policy).after();
        Instant due = Objects.requireNonNull(opened.nextDue());

        assertThat(escalation.pass(opened, due.minusMillis(1), policy).events()).isEmpty();
        Transition missed = escalation.pass(opened, due, policy);
        assertThat(missed.events())
                .extracting(CaseEvent::kind, CaseEvent::rung, CaseEvent::overdue)
                .containsExactly(tuple(Kind.DEADLINE_MISSED, "450100", true), tuple(Kind.RECEIVED, "450000", true));
        assertThat(escalation.pass(missed.after(), due.plusSeconds(1), policy).events())
                .isEmpty();
    }

    @Test
    void letsALateDeskStillRelayAndDeliversNothingTwice() {
        IncidentCase opened = escalation.open(report("450103", 3L, 1), policy).after();
        Instant due = Objects.requireNonNull(opened.nextDue());
        IncidentCase missed = escalation.pass(opened, due, policy).after();

        assertThat(escalation
                        .act(missed, action(DeskAction.Kind.RELAY, "450100", 200), policy)
                        .events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.RELAYED);
    }

    /** Two hours a level (Decree 493 art. 11), four from the occurrence to the top for I and II. */
    @ParameterizedTest(name = "{0} dead, {1} min before the report: the first rung has {2} min")
    @CsvSource({"3, 30, 120", "12, 30, 120"})
    void givesEachLevelItsWindow(long deaths, int age, int window) {
        IncidentCase opened =
                escalation.open(report("450103", deaths, age), policy).after();

        assertThat(opened.nextDue()).isEqualTo(RECEIVED.plus(Duration.ofMinutes(window)));
    }

    @Test
    void takesTheEarlierOfHopWindowAndTotalLimit() {
        IncidentCase opened =
                escalation.open(report("450103", 12L, 150), policy).after();
        IncidentCase atProvince = escalation
                .act(opened, action(DeskAction.Kind.RELAY, "450100", 30), policy)
                .after();

        assertThat(atProvince.ladder().get(1).due())
                .isEqualTo(RECEIVED.minus(Duration.ofMinutes(150)).plus(Duration.ofMinutes(240)));
    }

    @Test
    void extendsTheLadderFromNowWhenAFollowUpRaisesTheGrade() {
        IncidentCase opened = escalation.open(report("450103", 2L, 1), policy).after();
        IncidentCase acknowledged = escalation
                .act(opened, action(DeskAction.Kind.ACKNOWLEDGE, "450100", 5), policy)
                .after();

        Transition raised = escalation.follow(acknowledged, report("450103", 31L, 1), policy);

        assertThat(raised.events())
                .extracting(CaseEvent::kind)
                .containsExactly(Kind.FOLLOWED_UP, Kind.REGRADED, Kind.LADDER_CHANGED);
        assertThat(raised.after().ladder()).extracting(Rung::office).containsExactly("450100", "450000", "000000");
        assertThat(raised.after().ladder().getFirst().acknowledgedAt()).isNotNull();
        assertThat(raised.events().getLast()).satisfies(changed -> {
            assertThat(changed.rung()).isEqualTo("450100");
            assertThat(changed.after()).isEqualTo(raised.after());
        });
        assertThat(raised.after().nextDue())
                .as("what was the top now has to relay")
                .isNotNull();
        assertThat(raised.after().version()).isEqualTo(2);
    }

    @Test
    void countsAnOccurrenceOfAPastYearByItsAgeInADemonstration() {
        Policy demo = read(1_200);
        IncidentReport report = report("450103", 12L, 60);

        assertThat(demo.occurrence(report)).isEqualTo(RECEIVED.minusMillis(3_000 - 50));
        assertThat(escalation.open(report, demo).after().nextDue()).isEqualTo(RECEIVED.plusSeconds(6));
    }

    private static IncidentReport report(String office, @Nullable Long deaths, int ageMinutes) {
        return new IncidentReport(
                "e1",
                office + ":1",
                office + ":K1",
                office,
                Mode.ACTUAL,
                RECEIVED,
                RECEIVED.minusSeconds(60),
                RECEIVED.minus(Duration.ofMinutes(ageMinutes)),
                new Facts(IncidentClass.ACCIDENT, "FIRE", deaths, null, null, null, null, null));
    }

    private static DeskAction action(DeskAction.Kind kind, String desk, int minutes) {
        return new DeskAction(
                kind + "/" + desk, "450103:K1", kind, desk, "丙", 1, null, RECEIVED.plus(Duration.ofMinutes(minutes)));
    }

    private static Policy national() {
        return read(1);
    }

    private static Policy read(int speed) {
        try (InputStream file =
                Objects.requireNonNull(EscalationTest.class.getResourceAsStream("/policy/national.yaml"))) {
            return new PolicyReader().read(file.readAllBytes(), speed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
