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
    private final Closings.@Nullable Turn closed;
    private final @Nullable Integer owed;

    /**
     * @param office the office as it stands now, which a closing does not ask for; null when there is none
     */
    YearScoring(RuleBook book, Closings closings, @Nullable ScoredOffice office) {
        this(book, closings, owed(book, closings.closing(), office));
    }

    private YearScoring(RuleBook book, Closings closings, @Nullable Integer owed) {
        this.book = book;
        this.closings = closings;
        this.closed = closings.closing();
        this.owed = owed;
    }

    /** A year under a book that it was not closed under: what a closing rests on stays, but for what that book asks. */
    static YearScoring under(RuleBook other, Closings closings, @Nullable ScoredOffice office) {
        return new YearScoring(other, closings, office == null ? null : owed(other, office));
    }

    private static @Nullable Integer owed(
            RuleBook book, Closings.@Nullable Turn closed, @Nullable ScoredOffice office) {
        if (closed == null) {
            return office == null ? null : owed(book, office);
        }
        return closed.basis() == null ? null : closed.basis().owed();
    }

    private static @Nullable Integer owed(RuleBook book, ScoredOffice office) {
        UnitClass unit = book.quota().of(office);
        return unit == null ? null : unit.min();
    }

    /** The entries by all that is known. */
    List<Entry> entries(Account account) {
        return entries(account, account.figures(), Instant.MAX);
    }

    /** The points at closing: by what was known then. */
    private Points pointsAtClosing(Account account, Figures closing, Instant then) {
        return closing.points()
                .plus(entries(account, closing, then).stream()
                        .map(Entry::points)
                        .reduce(Points.ZERO, Points::plus));
    }

    /** What the year is ranked by: as it was when it was closed, or, while it is open, as it is. */
    Standing standing(Account account) {
        Figures closing = account.closing();
        if (closed == null || closing == null) {
            Figures figures = account.figures();
            Points points = entries(account).stream().map(Entry::points).reduce(figures.points(), Points::plus);
            return standing(account, figures, points, 0);
        }
        Instant then = closed.cause().at();
        return standing(
                account, closing, pointsAtClosing(account, closing, then), silentMonths(account, closing, then));
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
        spoken.entrySet()
                .removeIf(said -> !said.getValue().isBy(closedAt) || !account.hasBegun(said.getKey(), said.getValue()));
        int silent = 0;
        for (int month = 1; month <= MONTHS; month++) {
            if (closing.of(Figures.MONTH + ScoringYear.twoDigits(month)) == 0 && !spoken.containsKey(month)) {
                silent++;
            }
        }
        return silent;
    }

    private List<Entry> entries(Account account, Figures figures, Instant then) {
        List<Entry> entries = new ArrayList<>();
        addShortMonths(entries, account.closing());
        addPremature(entries, account, then);
        addSolicitations(entries, figures, account.missedBy(then));
        return List.copyOf(entries);
    }

    /** While a year is open no month is due, whether it was closed before or not: a report may still be on its way. */
    private void addShortMonths(List<Entry> entries, @Nullable Figures closing) {
        if (closed == null || closing == null || book.quota().shortMonth().isZero()) {
            return;
        }
        for (int month : shortMonths(closing)) {
            entries.add(entry(
                    "penalty.quota_short_month",
                    book.quota().shortMonth(),
                    closed.cause(),
                    month,
                    month + "月调研信息未达报送基数",
                    "fewer research reports than owed in month " + month));
        }
    }

    /** Nobody knows of a month to come that it holds nothing to report: who says so is answered, and the month stays as it is. */
    private void addPremature(List<Entry> entries, Account account, Instant then) {
        account.nothing().forEach((month, cause) -> {
            if (cause.isBy(then) && !account.hasBegun(month, cause)) {
                entries.add(entry(
                        "refused.MONTH_NOT_BEGUN",
                        Points.ZERO,
                        cause,
                        month,
                        month + "月零报告不予采纳：该月尚未开始",
                        "nothing to report for month " + month + " does not count: the month had not begun"));
            }
        });
    }

    /** Months short of the quota; none where there is no quota. */
    List<Integer> shortMonths(Figures figures) {
        List<Integer> months = new ArrayList<>();
        for (int month = 1; owed != null && month <= MONTHS; month++) {
            if (figures.of(Figures.RESEARCH + ScoringYear.twoDigits(month)) < owed) {
                months.add(month);
            }
        }
        return months;
    }

    /** Months whose quota is met; none where there is no quota. */
    List<Integer> metMonths(Figures figures) {
        List<Integer> months = new ArrayList<>();
        for (int month = 1; owed != null && month <= MONTHS; month++) {
            if (figures.of(Figures.RESEARCH + ScoringYear.twoDigits(month)) >= owed) {
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
