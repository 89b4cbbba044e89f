package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.RuleBook.UnitClass;

/** A year under another rule book, from what is known; nothing of it is kept. */
public final class Recount {

    private final int year;
    private final RuleBook book;
    private final Map<String, Figures> figures = new TreeMap<>();

    public Recount(int year, RuleBook book) {
        this.year = year;
        this.book = book;
    }

    /**
     * Adds a report of an office.
     *
     * @param closings of the office's year: when it was closed, only what was known then counts
     */
    public void add(String office, Item item, Closings closings) {
        Filing filing = item.filing();
        if (filing == null || filing.when().year() != year) {
            return;
        }
        Instant closedAt = closings.isClosed() ? closings.lastClosedAt() : null;
        Item known = closedAt == null ? item : item.asOf(closedAt);
        Figures sum = figures.getOrDefault(office, Figures.NONE);
        figures.put(office, sum.plus(ItemScoring.figures(known, ItemScoring.entries(known, book, closings), book)));
    }

    /**
     * What an office would be ranked by.
     *
     * @param account its year as it is
     * @param unit what it would owe; null when it would owe nothing
     */
    public Standing standing(Account account, Closings closings, @Nullable UnitClass unit) {
        Figures now = figures.getOrDefault(account.office(), Figures.NONE);
        var scoring = new YearScoring(book, closings, unit);
        return scoring.standing(account.figures(now, closings.lastClosedAt() == null ? null : now));
    }
}
