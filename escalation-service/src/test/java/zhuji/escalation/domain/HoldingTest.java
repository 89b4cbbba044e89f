package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an operator sees of a case. */
class HoldingTest {

    private final Policy policy = Given.national();
    private final Escalation escalation = new Escalation(new RealDivisions());

    private IncidentCase opened() {
        return escalation
                .open(Given.initial("450103", Given.facts(3L)), Given.RECEIVED, policy)
                .after();
    }

    /** The case when the next thing has happened to the desk that has it: reminders of follow-ups are passed over. */
    private IncidentCase afterNextOf(IncidentCase before) {
        IncidentCase now = before;
        while (duties(now).equals(duties(before))) {
            Instant next = Objects.requireNonNull(now.nextInstant());
            now = escalation.pass(now, next, next, policy).after();
        }
        return now;
    }

    private static List<String> duties(IncidentCase incident) {
        return Holding.of(incident).stream()
                .filter(holding -> holding.kind() == Holding.Kind.DUTY)
                .map(holding -> holding.region() + " " + holding.level() + " " + holding.state())
                .toList();
    }

    @Test
    void followsAWindowFromItsBeginningToItsEnd() {
        IncidentCase opened = opened();
        IncidentCase half = afterNextOf(opened);
        IncidentCase fourFifths = afterNextOf(half);
        IncidentCase missed = afterNextOf(fourFifths);

        assertThat(duties(opened)).containsExactly("45 PREFECTURE in_time");
        assertThat(duties(half)).containsExactly("45 PREFECTURE past_50");
        assertThat(duties(fourFifths)).containsExactly("45 PREFECTURE past_80");
        assertThat(duties(missed)).containsExactly("45 PREFECTURE overdue", "45 PROVINCE in_time");
    }

    @Test
    void countsACaseAtTheHighestLevelThatHasIt() {
        IncidentCase opened = opened();
        IncidentCase missed = afterNextOf(afterNextOf(afterNextOf(opened)));

        assertThat(Holding.of(opened))
                .contains(new Holding(
                        Holding.Kind.CASE,
                        "45",
                        Level.PREFECTURE,
                        opened.grade().name()));
        assertThat(Holding.of(missed))
                .contains(new Holding(
                        Holding.Kind.CASE, "45", Level.PROVINCE, missed.grade().name()));
    }

    @Test
    void holdsNothingOfWhatIsNotThere() {
        assertThat(Holding.of(null)).isEmpty();
    }
}
