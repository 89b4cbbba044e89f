package zhuji.scoring.events;

import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Entry;

/**
 * An entry as it was published.
 *
 * @param eventId its identity on the topic
 * @param entry the entry; of a reversal the one it takes back
 * @param reversedBy identity of the entry that took it back; null while it stands
 * @param reverses identity of the entry it takes back; null when it gives points
 * @param because the event that caused it
 * @param late whether that came while the year was closed
 * @param ruleBook hash of the rule book it was entered under
 */
public record JournalEntry(
        String eventId,
        Entry entry,
        @Nullable String reversedBy,
        @Nullable String reverses,
        Cause because,
        boolean late,
        String ruleBook) {

    /** Points given. */
    public static JournalEntry given(String eventId, Entry entry, String ruleBook) {
        return new JournalEntry(eventId, entry, null, null, entry.cause(), entry.late(), ruleBook);
    }

    /** This, taken back by another. */
    public JournalEntry takenBackBy(String reversal) {
        return new JournalEntry(eventId, entry, reversal, null, because, late, ruleBook);
    }

    /** Points taken back. */
    public static JournalEntry reversal(JournalEntry wrong, Cause because, boolean late) {
        return new JournalEntry(
                wrong.eventId + "#reversed", wrong.entry, null, wrong.eventId, because, late, wrong.ruleBook);
    }

    /** Whether it counts. */
    public boolean stands() {
        return reversedBy == null && reverses == null;
    }
}
