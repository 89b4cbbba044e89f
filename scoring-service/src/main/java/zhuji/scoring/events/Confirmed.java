package zhuji.scoring.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Decision.Outcome;

/**
 * What a person confirmed.
 *
 * @param outcome the outcome
 * @param confirmer who did
 * @param reason why it is not the one proposed, or null
 * @param at when, by the broker's clock
 */
public record Confirmed(
        Outcome outcome, String confirmer, @Nullable String reason, Instant at) {

    /** Whether it is about what is proposed now: given after the closing, and for this proposal or with a reason against it. */
    public boolean holds(Decision decision, Instant closedAt) {
        return at.isAfter(closedAt) && (outcome == decision.outcome() || reason != null);
    }
}
