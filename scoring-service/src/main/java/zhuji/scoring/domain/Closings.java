package zhuji.scoring.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a year was closed and opened again, in order.
 *
 * @param turns each time
 */
public record Closings(List<Turn> turns) {

    public static final Closings NONE = new Closings(List.of());

    /**
     * A closing or a reopening.
     *
     * @param cause the event
     * @param reopened whether the year was opened again
     * @param basis what a closing rests on, of this office; null when it is opened again, or the closing does not name the office
     */
    public record Turn(
            Cause cause, boolean reopened, @Nullable Basis basis) {}

    public Closings {
        turns = List.copyOf(turns);
    }

    /** With one more; the same one twice changes nothing. */
    public Closings with(Turn turn) {
        List<Turn> more = new ArrayList<>(turns);
        more.removeIf(known ->
                known.cause().id().equals(turn.cause().id()) && Cause.FIRST.compare(known.cause(), turn.cause()) > 0);
        if (more.stream()
                .noneMatch(known -> known.cause().id().equals(turn.cause().id()))) {
            more.add(turn);
        }
        more.sort(Comparator.comparing(Turn::cause, Cause.FIRST));
        return new Closings(more);
    }

    /** Closing what is closed, or opening what is open, changes nothing. */
    private List<Turn> effective() {
        List<Turn> effective = new ArrayList<>();
        boolean open = true;
        for (Turn turn : turns) {
            if (turn.reopened() != open) {
                effective.add(turn);
                open = turn.reopened();
            }
        }
        return effective;
    }

    /** Whether the year was closed just before that instant. */
    boolean isClosedAt(Instant instant) {
        boolean closed = false;
        for (Turn turn : effective()) {
            if (turn.cause().at().isBefore(instant)) {
                closed = !turn.reopened();
            }
        }
        return closed;
    }

    /** Whether it is closed now. */
    public boolean isClosed() {
        return closing() != null;
    }

    /** The closing that holds; null while the year is open, whether for the first time or again. */
    public @Nullable Turn closing() {
        List<Turn> effective = effective();
        return effective.isEmpty() || effective.getLast().reopened() ? null : effective.getLast();
    }

    /** When it was closed; null while it is open. */
    public @Nullable Instant closedAt() {
        Turn closing = closing();
        return closing == null ? null : closing.cause().at();
    }
}
