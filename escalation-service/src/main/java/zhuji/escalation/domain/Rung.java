package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One office on a ladder, and how it stands.
 *
 * @param office GB/T 2260 code
 * @param level its level
 * @param receivedAt when it received the case; null while it has not
 * @param due until when it has to relay, or, at the top, to acknowledge
 * @param acknowledgedAt when it acknowledged
 * @param relayedAt when it relayed
 * @param missedAt when its missed deadline was reported
 */
public record Rung(
        String office,
        Level level,
        @Nullable Instant receivedAt,
        @Nullable Instant due,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant relayedAt,
        @Nullable Instant missedAt) {

    static Rung waiting(Division office) {
        return new Rung(office.code(), office.level(), null, null, null, null, null);
    }

    Rung received(Instant at, Instant until) {
        return new Rung(office, level, at, until, acknowledgedAt, relayedAt, missedAt);
    }

    Rung acknowledged(Instant at) {
        return new Rung(office, level, receivedAt, due, at, relayedAt, missedAt);
    }

    Rung relayed(Instant at) {
        return new Rung(office, level, receivedAt, due, acknowledgedAt == null ? at : acknowledgedAt, at, missedAt);
    }

    Rung missed(Instant at) {
        return new Rung(office, level, receivedAt, due, acknowledgedAt, relayedAt, at);
    }

    /** A duty of its own, whatever became of an earlier one. */
    Rung owingUntil(Instant until) {
        return new Rung(office, level, receivedAt, until, acknowledgedAt, null, null);
    }
}
