package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One office on a ladder, and how it stands.
 *
 * @param office GB/T 2260 code
 * @param level its level
 * @param receivedAt when it received the case; null while it has not
 * @param deadline until when it has to relay, or, at the top, to acknowledge; null while it owes nothing
 * @param acknowledgedAt when it acknowledged
 * @param relayedAt when it relayed
 * @param copiedAt when it was copied because it was bypassed
 */
public record Rung(
        String office,
        Level level,
        @Nullable Instant receivedAt,
        @Nullable Deadline deadline,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant relayedAt,
        @Nullable Instant copiedAt) {

    static Rung waiting(Division office) {
        return new Rung(office.code(), office.level(), null, null, null, null, null);
    }

    /** Until when it has to act; null while it owes nothing. */
    public @Nullable Instant due() {
        return deadline == null ? null : deadline.due();
    }

    /** When its missed deadline was reported; null when it was not. */
    public @Nullable Instant missedAt() {
        return deadline == null ? null : deadline.missedAt();
    }

    Rung received(Instant at, @Nullable Deadline until) {
        return new Rung(office, level, at, until, acknowledgedAt, relayedAt, copiedAt);
    }

    Rung acknowledged(Instant at) {
        return new Rung(office, level, receivedAt, deadline, at, relayedAt, copiedAt);
    }

    /** Who relays has read it. */
    Rung relayed(Instant at) {
        return new Rung(
                office, level, receivedAt, deadline, acknowledgedAt == null ? at : acknowledgedAt, at, copiedAt);
    }

    Rung copied(Instant at) {
        return new Rung(office, level, receivedAt, deadline, acknowledgedAt, relayedAt, at);
    }

    /** A deadline in place of the one it had; null when it owes nothing any more. */
    Rung owing(@Nullable Deadline until) {
        return new Rung(office, level, receivedAt, until, acknowledgedAt, relayedAt, copiedAt);
    }
}
