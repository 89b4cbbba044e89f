package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

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
        Instant closedAt = closings.closedAt();
        Item known = closedAt == null ? item : item.asOf(closedAt);
        Figures sum = figures.getOrDefault(office, Figures.NONE);
        figures.put(office, sum.plus(ItemScoring.figures(known, ItemScoring.entries(known, book, closings), book)));
    }

    /**
     * What an office would be ranked by.
     *
     * @param account its year as it is
     * @param office the office: as it was at the closing, or, while the year is open, as it is
     */
    public Standing standing(Account account, Closings closings, ScoredOffice office) {
        Figures now = figures.getOrDefault(account.office(), Figures.NONE);
        YearScoring scoring = YearScoring.under(book, closings, office);
        return scoring.standing(account.figures(now, closings.isClosed() ? now : null));
    }
}
