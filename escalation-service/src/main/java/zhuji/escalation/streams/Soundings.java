package zhuji.escalation.streams;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How far a partition reached at instants of the past, as far as they are still of use. */
final class Soundings {

    /** A backlog this long is not measured more finely; what comes meanwhile is sounded again once it is worked off. */
    private static final int MOST = 6_000;

    private final Deque<Sounding> waiting = new ArrayDeque<>();
    private @Nullable Instant reached;

    private record Sounding(Instant at, Instant now, long end) {}

    /**
     * What belongs to that instant lies below that offset.
     *
     * @param at the instant
     * @param now when that was found
     * @param end offset of the next record to come
     */
    void add(Instant at, Instant now, long end) {
        Sounding last = waiting.peekLast();
        boolean same = last != null && last.end() == end;
        if (same) {
            waiting.removeLast();
        }
        if (waiting.size() < MOST) {
            waiting.addLast(new Sounding(at, same ? last.now() : now, end));
        }
    }

    /** Whether something that was found before that instant is not handled yet. */
    boolean waitsSinceBefore(Instant instant) {
        return !waiting.isEmpty() && waiting.getFirst().now().isBefore(instant);
    }

    /** Everything below that offset is handled. */
    void handled(long offset) {
        while (!waiting.isEmpty() && waiting.getFirst().end() <= offset) {
            reached = waiting.removeFirst().at();
        }
    }

    /** The latest instant at which the partition reached no further than what is handled; null when there was none yet. */
    @Nullable
    Instant reached() {
        return reached;
    }
}
