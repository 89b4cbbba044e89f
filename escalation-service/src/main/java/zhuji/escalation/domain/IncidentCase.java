package zhuji.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A case on its ladder.
 *
 * @param incidentId office and case number
 * @param office the office that reported
 * @param mode actual, exercise or test
 * @param incidentClass class of the incident
 * @param policyVersion policy frozen at opening
 * @param grade grade as it stands
 * @param version 1 for the initial report, one more for each that followed
 * @param reportId the latest report
 * @param occurredAt occurrence by the policy's clock; null when unknown
 * @param ladder its rungs, bottom to top
 * @param actions identities of the actions taken, each of which counts once
 * @param closed whether it is closed
 */
public record IncidentCase(
        String incidentId,
        String office,
        Mode mode,
        IncidentClass incidentClass,
        String policyVersion,
        Grade grade,
        int version,
        String reportId,
        @Nullable Instant occurredAt,
        List<Rung> ladder,
        Set<String> actions,
        boolean closed) {

    public IncidentCase {
        ladder = List.copyOf(ladder);
        actions = Set.copyOf(actions);
    }

    /** Position of an office on the ladder, or -1. */
    int positionOf(String desk) {
        return IntStream.range(0, ladder.size())
                .filter(position -> ladder.get(position).office().equals(desk))
                .findFirst()
                .orElse(-1);
    }

    boolean isTop(int position) {
        return position == ladder.size() - 1;
    }

    /** Whether a rung has the case and still owes what its deadline is for: to relay, or at the top to acknowledge. */
    boolean owes(int position) {
        Rung rung = ladder.get(position);
        boolean done = isTop(position) ? rung.acknowledgedAt() != null : rung.relayedAt() != null;
        return !closed && rung.receivedAt() != null && !done;
    }

    /** The earliest deadline not yet reported missed, or null. */
    public @Nullable Instant nextDue() {
        return IntStream.range(0, ladder.size())
                .filter(position -> owes(position) && ladder.get(position).missedAt() == null)
                .mapToObj(position -> ladder.get(position).due())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
