package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instants an end-to-end limit may be counted from, by the policy's clock.
 *
 * @param occurredAt when it happened; null when unknown
 * @param learnedAt when the office learned of it; null when it does not say
 * @param receivedAt when the broker received the first report
 * @param raisedAt when the ladder last became longer: from then on limits are counted from there, since nobody could have met them before
 */
public record Anchors(
        @Nullable Instant occurredAt,
        @Nullable Instant learnedAt,
        Instant receivedAt,
        @Nullable Instant raisedAt) {

    /** What a limit is counted from: OCCURRED 事发, LEARNED 接报 (the occurrence, where the office does not say), RECEIVED 收到首报. */
    public enum Anchor {
        OCCURRED,
        LEARNED,
        RECEIVED
    }

    /** The instant to count from; null when unknown. */
    @Nullable
    Instant of(Anchor anchor) {
        Instant claimed = switch (anchor) {
            case OCCURRED -> occurredAt;
            case LEARNED -> learnedAt == null ? occurredAt : learnedAt;
            case RECEIVED -> receivedAt;
        };
        return claimed == null || raisedAt == null || claimed.isAfter(raisedAt) ? claimed : raisedAt;
    }

    /** The ladder became longer at that instant. */
    Anchors raised(Instant at) {
        return new Anchors(occurredAt, learnedAt, receivedAt, at);
    }
}
