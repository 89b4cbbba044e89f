package zhuji.scoring.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.RuleBook.UnitClass;

/** What an office earns that is about no report: months short of its quota, solicitations it did not answer. */
final class YearScoring {

    static final int MONTHS = 12;

    private final RuleBook book;
    private final Closings closings;
    private final @Nullable UnitClass unit;

    /**
     * @param unit what the office owes; null when it owes nothing
     */
    YearScoring(RuleBook book, Closings closings, @Nullable UnitClass unit) {
        this.book = book;
        this.closings = closings;
        this.unit = unit;
    }

    /** The entries by all that is known. */
    List<Entry> entries(Account account) {
        return entries(account.figures(), account.closing(), account.missed());
    }

    /** The points at closing: by what was known then. */
    private Points pointsAtClosing(Account account) {
        Figures closing = account.closing() == null ? Figures.NONE : account.closing();
        Instant then = closings.lastClosedAt();
        Map<String, Cause> missed = new TreeMap<>(account.missed());
        missed.values().removeIf(cause -> then == null || !cause.isBy(then));
        return closing.points()
                .plus(entries(closing, account.closing(), missed).stream()
                        .map(Entry::points)
                        .reduce(Points.ZERO, Points::plus));
    }

    /** What the year is ranked by: as it was when it was closed, or, while it is open, as it is. */
    Standing standing(Account account) {
        Figures closing = account.closing();
        Instant closedAt = closings.lastClosedAt();
        if (!closings.isClosed() || closing == null || closedAt == null) {
            Figures figures = account.figures();
            Points points = entries(account).stream().map(Entry::points).reduce(figures.points(), Points::plus);
            return standing(account, figures, points, 0);
        }
        return standing(account, closing, pointsAtClosing(account), silentMonths(account, closing, closedAt));
    }

    private Standing standing(Account account, Figures figures, Points points, int silentMonths) {
        return new Standing(
                account.office(),
                points,
                figures.of(Figures.SCORED),
                metMonths(figures).size(),
                silentMonths,
                List.copyOf(figures.under(Figures.VETO).keySet()));
    }

    private static int silentMonths(Account account, Figures closing, Instant closedAt) {
        var spoken = new TreeMap<>(account.nothing());
        spoken.values().removeIf(cause -> !cause.isBy(closedAt));
        int silent = 0;
        for (int month = 1; month <= MONTHS; month++) {
            if (closing.of(Figures.MONTH + ScoringYear.twoDigits(month)) == 0 && !spoken.containsKey(month)) {
                silent++;
            }
        }
        return silent;
    }

    private List<Entry> entries(Figures figures, @Nullable Figures closing, Map<String, Cause> missed) {
        List<Entry> entries = new ArrayList<>();
        addShortMonths(entries, closing);
        addSolicitations(entries, figures, missed);
        return List.copyOf(entries);
    }

    /** Before a year is closed no month is due: a report may still be on its way. */
    private void addShortMonths(List<Entry> entries, @Nullable Figures closing) {
        Cause closed = closings.first();
        if (closed == null || closing == null || book.quota().shortMonth().isZero()) {
            return;
        }
        for (int month : shortMonths(closing)) {
            entries.add(entry(
                    "penalty.quota_short_month",
                    book.quota().shortMonth(),
                    closed,
                    month,
                    month + "月调研信息未达报送基数",
                    "fewer research reports than owed in month " + month));
        }
    }

    /** Months short of the quota; none where there is no quota. */
    List<Integer> shortMonths(Figures figures) {
        List<Integer> months = new ArrayList<>();
        for (int month = 1; unit != null && month <= MONTHS; month++) {
            if (figures.of(Figures.RESEARCH + ScoringYear.twoDigits(month)) < unit.min()) {
                months.add(month);
            }
        }
        return months;
    }

    /** Months whose quota is met; none where there is no quota. */
    List<Integer> metMonths(Figures figures) {
        List<Integer> months = new ArrayList<>();
        for (int month = 1; unit != null && month <= MONTHS; month++) {
            if (figures.of(Figures.RESEARCH + ScoringYear.twoDigits(month)) >= unit.min()) {
                months.add(month);
            }
        }
        return months;
    }

    private void addSolicitations(List<Entry> entries, Figures figures, Map<String, Cause> missed) {
        List<Cause> causes = missed.values().stream()
                .sorted(Comparator.comparing(Cause::at).thenComparing(Cause::id))
                .toList();
        if (!book.solicitations().missed().isZero()) {
            causes.forEach(cause -> entries.add(entry(
                    "penalty.commission_missed",
                    book.solicitations().missed(),
                    cause,
                    0,
                    "约稿未按时报送",
                    "a solicitation was not answered")));
        }
        int zeroAfter = book.solicitations().zeroAfter();
        Points sum = entries.stream().map(Entry::points).reduce(figures.points(), Points::plus);
        if (zeroAfter > 0 && causes.size() >= zeroAfter && sum.compareTo(Points.ZERO) > 0) {
            entries.add(entry(
                    "penalty.commission_missed_twice",
                    sum.negated(),
                    causes.get(zeroAfter - 1),
                    0,
                    zeroAfter + "次约稿未报送，年度得分计零",
                    zeroAfter + " solicitations were not answered: the year comes to zero"));
        }
    }

    private Entry entry(String rule, Points points, Cause cause, int month, String zh, String en) {
        return new Entry(rule, points, cause, null, month, closings.isClosedAt(cause.at()), zh, en);
    }
}
