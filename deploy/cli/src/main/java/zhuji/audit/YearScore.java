package zhuji.audit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.audit.OfficeYear.Fact;
import zhuji.audit.OfficeYear.Item;
import zhuji.audit.log.Place;
import zhuji.audit.rules.RuleBook;
import zhuji.events.ClosingOffice;
import zhuji.events.Form;
import zhuji.events.SolicitationMissed;
import zhuji.events.YearClosed;

/** What an office's year comes to: every point, and the figures of its tally, by name. */
final class YearScore {

    private static final int MONTHS = 12;

    private final OfficeYear year;
    private final RuleBook book;
    private final @Nullable Integer quota;
    private final @Nullable ClosingOffice named;
    private final List<Standings.At<YearClosed>> turns;
    private final Standings.@Nullable At<YearClosed> closing;
    private final @Nullable Instant closedAt;

    /**
     * @param quota research reports the office owes a month; null when none
     * @param named the office as the closing that holds has it; null while the year is open, and when it does not name the office
     * @param turns closings and reopenings of the year, in order
     */
    YearScore(
            OfficeYear year,
            RuleBook book,
            @Nullable Integer quota,
            @Nullable ClosingOffice named,
            List<Standings.At<YearClosed>> turns) {
        this.year = year;
        this.book = book;
        this.quota = quota;
        this.named = named;
        this.turns = turns;
        this.closing = turns.isEmpty() || turns.getLast().event().getReopened() ? null : turns.getLast();
        this.closedAt = closing == null ? null : closing.at();
    }

    /** The figures of the reports that were there at an instant. */
    private final class Sum {
        private final Instant then;
        private final Map<String, Long> counts = new TreeMap<>();
        private final List<Point> points = new ArrayList<>();
        private final Set<String> vetoes = new TreeSet<>();
        private @Nullable Instant last;

        Sum(Instant then) {
            this.then = then;
            year.items.stream().filter(item -> item.filing.isBy(then)).forEach(this::add);
        }

        private void add(Item item) {
            if (!item.filing.event().actual()) {
                count("exercises");
                return;
            }
            var filing = item.filing.event();
            String month = twoDigits(filing.day().getMonthValue());
            count("accepted");
            count("byCategory." + filing.category());
            count("byForm." + filing.form());
            count("byMonth." + month);
            if (filing.form() == Form.RESEARCH && filing.category() != zhuji.events.Category.MAJOR_INCIDENT) {
                count("researchByMonth." + month);
            }
            if (item.route != null) {
                count("byRule." + item.route);
            }
            last = last == null || filing.submittedAt().isAfter(last) ? filing.submittedAt() : last;
            add(ItemScore.of(item, book, YearScore.this::isClosedAt, then));
        }

        private void add(ItemScore score) {
            score.evaluations().forEach(fact -> {
                switch (fact.event().getKind()) {
                    case ADOPTED -> count("adoptedByLevel." + fact.event().getLevel());
                    case ENDORSED -> count("endorsedByLevel." + fact.event().getLevel());
                    case RETURNED -> count("returned");
                    default -> {}
                }
            });
            score.findings().forEach(fact -> count("findings." + fact.event().getFinding()));
            if (score.isUntrue()) {
                count("foundUntrue");
            }
            if (score.isScored()) {
                count("scoredItems");
            }
            points.addAll(score.points());
            vetoes.addAll(score.vetoes());
        }

        private void count(String name) {
            counts.merge(name, 1L, Long::sum);
        }

        private long of(String name) {
            return counts.getOrDefault(name, 0L);
        }

        private BigDecimal total() {
            return YearScore.total(points);
        }

        /** Months whose quota is met, or is not. */
        private List<String> months(boolean met) {
            List<String> months = new ArrayList<>();
            for (int month = 1; quota != null && month <= MONTHS; month++) {
                if (of("researchByMonth." + twoDigits(month)) >= quota == met) {
                    months.add(twoDigits(month));
                }
            }
            return months;
        }
    }

    /** What the year comes to: its points, and its tally's figures by name. */
    record Result(
            List<Point> points,
            Map<String, String> figures,
            @Nullable Closing closing) {}

    /** What the year came to when it was closed. */
    record Closing(
            BigDecimal points,
            long scored,
            int quotaMet,
            int silent,
            List<String> vetoes,
            @Nullable ClosingOffice named) {

        BigDecimal average() {
            return scored == 0 ? Points.ZERO : Points.share(points, (int) scored);
        }
    }

    Result result() {
        var now = new Sum(Instant.MAX);
        Sum then = closedAt == null ? null : new Sum(closedAt);
        List<Point> points = new ArrayList<>(now.points);
        points.addAll(ofTheYear(now, then, Instant.MAX));
        Closing atClosing = then == null || closedAt == null ? null : closing(then, closedAt);
        return new Result(points, figures(now, then, points, atClosing), atClosing);
    }

    private Closing closing(Sum then, Instant at) {
        BigDecimal total = then.total().add(total(ofTheYear(then, then, at)));
        int silent = 0;
        for (int month = 1; month <= MONTHS; month++) {
            var nothing = year.nothing.get(month);
            boolean spoken = nothing != null && nothing.isBy(at) && !OfficeYear.isPremature(nothing);
            silent += then.of("byMonth." + twoDigits(month)) == 0 && !spoken ? 1 : 0;
        }
        return new Closing(
                total, then.of("scoredItems"), then.months(true).size(), silent, List.copyOf(then.vetoes), named);
    }

    /** Points that are about no report: short months by the last closing, solicitations not answered. */
    private List<Point> ofTheYear(Sum sum, @Nullable Sum atClosing, Instant then) {
        List<Point> points = new ArrayList<>();
        if (atClosing != null && closing != null && book.shortMonth().signum() != 0) {
            for (String month : atClosing.months(false)) {
                points.add(point(
                        "penalty.quota_short_month",
                        book.shortMonth(),
                        closing.place(),
                        closing.event().getEventId(),
                        Integer.parseInt(month),
                        closing.at()));
            }
        }
        year.nothing.forEach((month, said) -> {
            if (said.isBy(then) && OfficeYear.isPremature(said)) {
                points.add(point(
                        "refused.MONTH_NOT_BEGUN",
                        Points.ZERO,
                        said.claim().place(),
                        said.event().getEventId(),
                        month,
                        said.at()));
            }
        });
        addSolicitations(points, sum, then);
        return points;
    }

    private void addSolicitations(List<Point> points, Sum sum, Instant then) {
        List<Fact<SolicitationMissed>> missed = year.missedBy(then).stream()
                .sorted(Comparator.comparing((Fact<SolicitationMissed> fact) -> fact.at())
                        .thenComparing(fact -> fact.event().getEventId()))
                .toList();
        if (book.solicitationMissed().signum() != 0) {
            missed.forEach(
                    fact -> points.add(ofSolicitation("penalty.commission_missed", book.solicitationMissed(), fact)));
        }
        BigDecimal total = sum.total().add(total(points));
        if (book.zeroAfter() > 0 && missed.size() >= book.zeroAfter() && total.signum() > 0) {
            points.add(ofSolicitation(
                    "penalty.commission_missed_twice", total.negate(), missed.get(book.zeroAfter() - 1)));
        }
    }

    private Point ofSolicitation(String rule, BigDecimal points, Fact<SolicitationMissed> fact) {
        return point(rule, points, fact.claim().place(), fact.event().getEventId(), 0, fact.at());
    }

    private Point point(String rule, BigDecimal points, Place place, String id, int month, Instant at) {
        return new Point(rule, Points.of(points), place, id, null, month, isClosedAt(at));
    }

    private boolean isClosedAt(Instant instant) {
        boolean was = false;
        for (Standings.At<YearClosed> turn : turns) {
            if (turn.at().isBefore(instant)) {
                was = !turn.event().getReopened();
            }
        }
        return was;
    }

    private Map<String, String> figures(Sum now, @Nullable Sum then, List<Point> points, @Nullable Closing atClosing) {
        Map<String, String> figures = new TreeMap<>();
        now.counts.forEach((name, count) -> TallyFigures.put(figures, name, count));
        TallyFigures.put(figures, "incidents", year.counts.get(CaseCounts.INCIDENT));
        TallyFigures.put(figures, "hopsOnTime", year.counts.get(CaseCounts.ON_TIME));
        TallyFigures.put(figures, "hopsLate", year.counts.get(CaseCounts.LATE));
        TallyFigures.put(figures, "hopsOverOnArrival", year.counts.get(CaseCounts.OVER_ON_ARRIVAL));
        TallyFigures.put(figures, "rejected", year.counts.get(OfficeYear.REJECTED));
        TallyFigures.put(figures, "lastSubmittedAt", now.last);
        TallyFigures.put(figures, "points", total(points));
        TallyFigures.put(figures, "entries", (long) points.size());
        TallyFigures.put(
                figures, "lateEntries", points.stream().filter(Point::late).count());
        TallyFigures.put(figures, "entriesDigest", digest(points));
        Map<String, BigDecimal> byRule = new TreeMap<>();
        points.forEach(point -> byRule.merge(point.rule(), point.points(), BigDecimal::add));
        byRule.forEach((rule, sum) -> TallyFigures.put(figures, "pointsByRule." + rule, sum));
        TallyFigures.put(figures, "quotaMonthsMet", (then == null ? now : then).months(true));
        TallyFigures.put(figures, "quotaMonthsShort", then == null ? List.of() : then.months(false));
        TallyFigures.put(
                figures,
                "nothingToReport",
                year.nothing.entrySet().stream()
                        .filter(said -> !OfficeYear.isPremature(said.getValue()))
                        .map(said -> twoDigits(said.getKey()))
                        .toList());
        TallyFigures.put(figures, "solicitationsMissed", (long)
                year.missedBy(Instant.MAX).size());
        TallyFigures.put(figures, "vetoes", List.copyOf(now.vetoes));
        TallyFigures.put(figures, closedAt, atClosing);
        return figures;
    }

    private static BigDecimal total(List<Point> points) {
        return points.stream().map(Point::points).reduce(Points.ZERO, BigDecimal::add);
    }

    /** As the scoring service's RATIONALE defines it: a hash of each month's sorted lines, and one over the months. */
    private static @Nullable String digest(List<Point> points) {
        Map<Integer, List<String>> months = new TreeMap<>();
        points.forEach(point ->
                months.computeIfAbsent(point.month(), none -> new ArrayList<>()).add(point.line()));
        return months.isEmpty()
                ? null
                : sha256(months.entrySet().stream()
                        .map(month -> "%02d:%s"
                                .formatted(
                                        month.getKey(),
                                        sha256(month.getValue().stream().sorted()))));
    }

    private static String sha256(Stream<String> lines) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> sha.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String twoDigits(int month) {
        return "%02d".formatted(month);
    }
}
