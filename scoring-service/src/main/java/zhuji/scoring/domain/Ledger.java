package zhuji.scoring.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where scoring keeps what it knows, and enters points. All of one fact is kept, or nothing of it. */
public interface Ledger {

    /** What is known of a report; null when nothing is. */
    @Nullable
    Item item(String office, String reportId);

    void keep(String office, Item item);

    /** What is known of the reports of an office's year. */
    List<Item> items(String office, int year);

    /** An office's year; null when there is nothing in it. */
    @Nullable
    Account account(String office, int year);

    void keep(Account account);

    /** When a year was closed, as this office has been told. */
    Closings closings(String office, int year);

    void keep(String office, int year, Closings closings);

    /** Whether an event has not been counted before; it has been from now on. */
    boolean isFirst(String office, Cause cause);

    /** Enters points. */
    void enter(Account account, Entry entry);

    /**
     * Takes back points entered before; they are not deleted.
     *
     * @param entry what was entered
     * @param because the event that makes it wrong
     * @param late whether that event came while the year was closed
     */
    void reverse(Account account, Entry entry, Cause because, boolean late);
}
