package zhuji.intake.domain;

import java.time.Duration;
import java.time.Instant;
import zhuji.input.Instants;

/**
 * How far an office's own times may be from the broker's, which are the ones that count.
 *
 * @param ahead how far a claimed instant may lie in the future
 * @param behind how far {@code submittedAt} may lie in the past
 * @param oldestOccurrence how long before its submission an incident may have occurred
 * @param anyPast whether {@code submittedAt} may be of any past year, {@code occurredAt} being counted by its age at submission; for
 *     demonstrations and replays
 */
public record ClockRule(Duration ahead, Duration behind, Duration oldestOccurrence, boolean anyPast) {

    /** Whether a claimed instant is none that anybody could mean, and that some consumer cannot read. */
    static boolean isOutOfRange(Instant claimed) {
        return !Instants.isReadable(claimed);
    }

    boolean inFuture(Instant claimed, Instant receivedAt) {
        return claimed.isAfter(receivedAt.plus(ahead));
    }

    boolean tooOld(Instant submittedAt, Instant receivedAt) {
        return !anyPast && submittedAt.isBefore(receivedAt.minus(behind));
    }

    /** The instant by which an incident reported at {@code submittedAt} must have occurred. */
    Instant latestOccurrence(Instant submittedAt, Instant receivedAt) {
        return (anyPast ? submittedAt : receivedAt).plus(ahead);
    }

    boolean tooLongBefore(Instant occurredAt, Instant submittedAt) {
        return occurredAt.isBefore(submittedAt.minus(oldestOccurrence));
    }
}
