package zhuji.scoring.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Figures;
import zhuji.scoring.domain.Points;
import zhuji.scoring.domain.ScoreBook.Decided;
import zhuji.scoring.domain.ScoreBook.Line;
import zhuji.scoring.domain.ScoreBook.Published;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.scoring.domain.ScoringYear;

/**
 * An office's year.
 *
 * @param office its code
 * @param name its name
 * @param year calendar year
 * @param contactPoint whether it is a contact point in that year
 * @param successors of a retired code, the codes that followed it: its points stay here
 * @param predecessors the codes it followed: their points stay with them
 * @param points the total, sum of the standing entries
 * @param entriesStanding number of standing entries
 * @param digest running hash of the standing entries, or null
 * @param ruleBook hash of the rule book
 * @param lastSubmittedAt latest submission, or null
 * @param pointsByRule points by rule of the book
 * @param counts counts by name
 * @param months month by month
 * @param solicitationsMissed solicitations not answered
 * @param outcome what is decided, a proposal until confirmed; null while the year is open
 * @param confirmer who confirmed it; null until then
 * @param entries every entry in the order of their events, those taken back included
 */
record OfficePage(
        String office,
        String name,
        int year,
        boolean contactPoint,
        List<String> successors,
        List<String> predecessors,
        BigDecimal points,
        long entriesStanding,
        @Nullable String digest,
        String ruleBook,
        @Nullable Instant lastSubmittedAt,
        Map<String, BigDecimal> pointsByRule,
        Map<String, Long> counts,
        List<Month> months,
        long solicitationsMissed,
        Decision.@Nullable Outcome outcome,
        @Nullable String confirmer,
        List<Item> entries) {

    private static final int MONTHS = 12;

    /**
     * A month.
     *
     * @param month 1 to 12
     * @param accepted actual reports
     * @param research of those, what counts for the quota
     * @param quota MET 达标, SHORT 未达标, NOT_DUE 未到期
     * @param nothingToReport whether it stated that it has nothing to report 零报告
     * @param points points of the month
     */
    record Month(int month, long accepted, long research, Quota quota, boolean nothingToReport, BigDecimal points) {}

    /** How a month stands with its quota; not due is not the same as met. */
    enum Quota {
        MET,
        SHORT,
        NOT_DUE
    }

    /**
     * An entry.
     *
     * @param id its identity on {@code score.entry}
     * @param at when the event happened
     * @param month month it counts for; 0 for the year as a whole
     * @param rule rule of the book
     * @param points points, negative for a deduction or a reversal
     * @param zh why, in Chinese
     * @param en why, in English
     * @param reportId the report, or null
     * @param event the event: {@code topic/partition/offset}
     * @param eventId its identity
     * @param late whether it came while the year was closed
     * @param reversedBy the entry that took it back, or null
     * @param reverses the entry it takes back, or null
     */
    record Item(
            String id,
            Instant at,
            int month,
            String rule,
            BigDecimal points,
            String zh,
            String en,
            @Nullable String reportId,
            String event,
            String eventId,
            boolean late,
            @Nullable String reversedBy,
            @Nullable String reverses) {

        static Item of(Line line) {
            boolean reversal = line.reverses() != null;
            return new Item(
                    line.id(),
                    line.because().at(),
                    line.entry().month(),
                    line.entry().rule(),
                    line.points().decimal(),
                    (reversal ? "撤销：" : "") + line.entry().zh(),
                    (reversal ? "taken back: " : "") + line.entry().en(),
                    line.entry().reportId(),
                    line.because().topic() + "/" + line.because().partition() + "/"
                            + line.because().offset(),
                    line.because().id(),
                    line.late(),
                    line.reversedBy(),
                    line.reverses());
        }
    }

    static OfficePage of(
            int year,
            ScoredOffice office,
            List<String> predecessors,
            Published tally,
            @Nullable Decided decided,
            List<Line> entries) {
        Map<String, BigDecimal> byRule = new TreeMap<>();
        tally.figures().under(Figures.POINTS).forEach((rule, points) -> byRule.put(rule, new Points(points).decimal()));
        Map<String, Long> counts = new TreeMap<>(tally.figures().counts());
        counts.keySet().removeIf(name -> name.startsWith(Figures.POINTS));
        return new OfficePage(
                office.code(),
                office.name(),
                year,
                office.contactPoint(),
                office.successors(),
                predecessors,
                tally.points().decimal(),
                tally.entries(),
                tally.digest(),
                tally.ruleBook(),
                tally.lastSubmittedAt(),
                byRule,
                counts,
                months(tally, entries),
                tally.solicitationsMissed(),
                decided == null ? null : decided.outcome(),
                decided == null ? null : decided.confirmer(),
                entries.stream().map(Item::of).toList());
    }

    private static List<Month> months(Published tally, List<Line> entries) {
        List<Month> months = new ArrayList<>();
        for (int number = 1; number <= MONTHS; number++) {
            int month = number;
            String name = ScoringYear.twoDigits(month);
            months.add(new Month(
                    month,
                    tally.figures().of(Figures.MONTH + name),
                    tally.figures().of(Figures.RESEARCH + name),
                    quota(tally, month),
                    tally.nothingToReport().contains(month),
                    entries.stream()
                            .filter(line -> line.entry().month() == month)
                            .map(Line::points)
                            .reduce(Points.ZERO, Points::plus)
                            .decimal()));
        }
        return months;
    }

    private static Quota quota(Published tally, int month) {
        if (tally.quotaMonthsMet().contains(month)) {
            return Quota.MET;
        }
        return tally.quotaMonthsShort().contains(month) ? Quota.SHORT : Quota.NOT_DUE;
    }
}
