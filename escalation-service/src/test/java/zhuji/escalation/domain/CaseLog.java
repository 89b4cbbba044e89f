package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Kind;

/**
 * The events of one case, and what must hold of them, told from the events alone: none of it asks the state machine. It keeps its own
 * books of who owes what until when.
 */
final class CaseLog {

    private final Divisions divisions;
    private final String office;
    private final List<CaseEvent> events = new ArrayList<>();
    private final Set<String> received = new HashSet<>();
    private final Set<String> copied = new HashSet<>();
    private final Set<String> movedUp = new HashSet<>();
    private final Set<String> missed = new HashSet<>();
    private final Set<String> missedRungs = new HashSet<>();
    private final Map<String, Instant> owed = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private final Set<String> identities = new HashSet<>();
    private List<String> ladder = List.of();
    private int version;

    CaseLog(Divisions divisions, String office) {
        this.divisions = divisions;
        this.office = office;
    }

    int size() {
        return events.size();
    }

    /** One step's events, with the command that caused them, if any did. */
    void add(Transition step, @Nullable String command, Instant now) {
        for (CaseEvent event : step.events()) {
            add(event, command, now);
        }
        checkTop(step.after());
        checkNoneComesOff(step);
        checkStatuses(step.after());
        assertThat(step.after().happenings()).isEqualTo(events.size());
    }

    private void add(CaseEvent event, @Nullable String command, Instant now) {
        events.add(event);
        assertThat(event.after().happenings()).as("no event without number").isEqualTo(events.size());
        assertThat(event.trigger() == null ? command : event.trigger())
                .as("no event without cause: %s", event.kind())
                .isNotNull();
        assertThat(identities.add(command + "/" + event.trigger() + event.kind() + event.percent() + event.rung()))
                .as("no event twice: %s %s", event.kind(), event.rung())
                .isTrue();
        assertThat(event.at()).isBeforeOrEqualTo(now);
        String rung = event.rung();
        switch (event.kind()) {
            case RECEIVED -> checkReceived(event, String.valueOf(rung));
            case RELAYED -> movedUp.add(String.valueOf(rung));
            case BYPASSED -> copied.add(String.valueOf(rung));
            case DEADLINE_MISSED -> checkMissed(event, now);
            case FOUND -> checkFound(event);
            // Whose place on the ladder changes owes something else from then on, and is told so.
            case LADDER_CHANGED -> missedRungs.removeIf(hop -> hop.startsWith(rung + "/"));
            default -> {}
        }
        noteDuties(event.after());
    }

    /** I4, and no rung twice. */
    private void checkReceived(CaseEvent event, String rung) {
        assertThat(received.add(rung)).as("no rung twice: %s", rung).isTrue();
        List<Rung> ladder = event.after().ladder();
        int position = event.after().positionOf(rung);
        if (position == 0) {
            return;
        }
        String below = ladder.get(position - 1).office();
        assertThat(movedUp.contains(below) || copied.contains(below))
                .as("%s received before %s relayed, missed or was bypassed", rung, below)
                .isTrue();
        if (!movedUp.contains(below)) {
            int skipped = position - 1;
            while (skipped >= 0 && !received.contains(ladder.get(skipped).office())) {
                assertThat(copied)
                        .as("every skipped rung was copied")
                        .contains(ladder.get(skipped).office());
                skipped--;
            }
        }
    }

    /** I5: once, at or after its instant, and only of what was owed. */
    private void checkMissed(CaseEvent event, Instant now) {
        String who = event.rung() == null ? "follow-up" : event.rung();
        Instant due = Objects.requireNonNull(event.deadline()).deadline().due();
        assertThat(missed.add(who + due)).as("missed once: %s %s", who, due).isTrue();
        assertThat(event.at()).isAfterOrEqualTo(due).isBeforeOrEqualTo(now);
        assertThat(owed).as("missed what was owed").containsEntry(who, due);
        if (event.rung() != null) {
            assertThat(missedRungs.add(event.rung() + "/" + event.deadline().duty()))
                    .as("the same hop is missed once: %s", event.rung())
                    .isTrue();
            movedUp.add(event.rung());
        }
    }

    /** Who finds a misreport has seen the report it is in. */
    private static void checkFound(CaseEvent event) {
        DeskAction action = event.detail().action();
        if (action != null) {
            assertThat(action.seenVersion())
                    .as("a finding names a version there is")
                    .isBetween(1, event.after().version());
        }
    }

    private void noteDuties(IncidentCase after) {
        owed.clear();
        for (int position = 0; position < after.ladder().size(); position++) {
            Rung rung = after.ladder().get(position);
            boolean top = position == after.ladder().size() - 1;
            Instant done = top ? rung.acknowledgedAt() : rung.relayedAt();
            if (!after.closed() && rung.receivedAt() != null && rung.due() != null && done == null) {
                owed.put(rung.office(), rung.due());
            }
        }
        if (!after.closed() && after.followUp() != null) {
            owed.put("follow-up", after.followUp().due());
        }
    }

    /** I5: once the clock has passed and all commands before it are handled, nothing owed is left unreported. */
    void checkNothingOverdue(IncidentCase after, Instant upTo) {
        noteDuties(after);
        owed.forEach((who, due) -> {
            if (!due.isAfter(upTo)) {
                assertThat(missed)
                        .as("%s was due at %s and is not reported missed", who, due)
                        .contains(who + due);
            }
        });
    }

    /** Decree 493 art. 10, told here a second time: the policy is not asked. What is ungraded goes as far as III. */
    private static Level topOf(Grade grade) {
        return switch (grade) {
            case I, II -> Level.NATIONAL;
            case III, UNGRADED -> Level.PROVINCE;
            case IV -> Level.PREFECTURE;
        };
    }

    /** No rung comes off but by a correction of the facts in a class that is graded: not by a desk, a follow-up or a declaration. */
    private void checkNoneComesOff(Transition step) {
        List<String> after = step.after().ladder().stream().map(Rung::office).toList();
        if (!after.containsAll(ladder)) {
            assertThat(step.events())
                    .as("%s lost a rung", ladder)
                    .anyMatch(event ->
                            event.kind() == Kind.REGRADED && event.detail().stage() == Stage.CORRECTION);
            assertThat(step.after().facts().incidentClass())
                    .as("a class without grades loses no rung")
                    .isNotEqualTo(IncidentClass.SOCIAL_SECURITY);
        }
        ladder = after;
    }

    /** The ladder ends where the grade says; above that only who has received the case. */
    private void checkTop(IncidentCase after) {
        assertThat(after.grading().route())
                .as("an ungraded case has the ladder of III")
                .isNotEqualTo(Grade.UNGRADED);
        assertThat(topOf(after.grading().route()).compareTo(topOf(after.grade())))
                .as("never less than the grade: %s", after.grading())
                .isNotNegative();
        Level top = topOf(after.grading().route());
        List<String> above = divisions.above(office).stream()
                .filter(division -> division.level().compareTo(top) <= 0)
                .map(Division::code)
                .toList();
        int wanted = Math.max(1, above.size());
        List<Rung> ladder = after.ladder();
        assertThat(ladder.size()).as("ladder of grade %s", after.grading()).isGreaterThanOrEqualTo(wanted);
        if (ladder.size() > wanted && !after.closed()) {
            assertThat(ladder.getLast().receivedAt())
                    .as("above the top only who has it")
                    .isNotNull();
        }
    }

    /** I8: a status never moves back. */
    private void checkStatuses(IncidentCase after) {
        assertThat(after.version()).isGreaterThanOrEqualTo(version);
        version = after.version();
        for (Rung rung : after.ladder()) {
            int status = rung.relayedAt() != null
                    ? 3
                    : rung.acknowledgedAt() != null ? 2 : rung.receivedAt() != null ? 1 : 0;
            Integer before = statuses.put(rung.office(), status);
            assertThat(status).as("status of %s", rung.office()).isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
        Set<String> onLadder = new HashSet<>();
        after.ladder().forEach(rung -> onLadder.add(rung.office()));
        assertThat(onLadder).as("who has received it stays on the ladder").containsAll(received);
    }

    /** How often something happened. */
    long count(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }
}
