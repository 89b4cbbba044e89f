package zhuji.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duty's deadline.
 *
 * @param from when the window began
 * @param due until when
 * @param reminders the reminders still to come, earliest first, all before {@code due}
 * @param missedAt when its missing was reported; null while it has not been
 */
public record Deadline(
        Instant from,
        Instant due,
        List<Reminder> reminders,
        @Nullable Instant missedAt) {

    private static final int WHOLE = 100;

    /**
     * A reminder.
     *
     * @param percent how much of the window has gone by then, 1 to 99
     * @param at when
     */
    public record Reminder(int percent, Instant at) {}

    public Deadline {
        reminders = List.copyOf(reminders);
    }

    /** A window that begins, with a reminder at each of these percentages; one that has ended before it began has none. */
    static Deadline opened(Instant from, Instant due, List<Integer> percentages) {
        Duration window = Duration.between(from, due);
        List<Reminder> reminders = percentages.stream()
                .map(percent -> new Reminder(percent, from.plusMillis(window.toMillis() * percent / WHOLE)))
                .filter(reminder -> reminder.at().isAfter(from) && reminder.at().isBefore(due))
                .toList();
        return new Deadline(from, due, reminders, null);
    }

    /** The next instant at which something is to be done about it; null when nothing is. */
    @Nullable
    Instant next() {
        if (missedAt != null) {
            return null;
        }
        return reminders.isEmpty() ? due : reminders.getFirst().at();
    }

    /** Whether it had passed before it began, so that nobody could have met it. */
    public boolean wasOverOnArrival() {
        return !due.isAfter(from);
    }

    /** The same as it is set at an instant within or after it: reminders that would have been due are not sent; one that is over was over on arrival. */
    Deadline setAt(Instant at) {
        return due.isAfter(at)
                ? new Deadline(
                        from,
                        due,
                        reminders.stream()
                                .filter(reminder -> reminder.at().isAfter(at))
                                .toList(),
                        null)
                : new Deadline(at, due, List.of(), null);
    }

    Deadline reminded() {
        return new Deadline(from, due, reminders.subList(1, reminders.size()), null);
    }

    Deadline missed(Instant at) {
        return new Deadline(from, due, List.of(), at);
    }
}
