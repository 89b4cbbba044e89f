package zhuji.scoring.events;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualTally;
import zhuji.events.ScoreEntry;
import zhuji.events.Source;
import zhuji.events.TallyAtClosing;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Entry;
import zhuji.scoring.domain.Figures;
import zhuji.scoring.domain.Points;
import zhuji.scoring.domain.ScoreBook;
import zhuji.scoring.domain.ScoringYear;
import zhuji.scoring.domain.Standing;
import zhuji.scoring.domain.Tally;

/** Writes entries and tallies as events, and reads tallies. */
public final class TallyEvents {

    private TallyEvents() {}

    /** An entry as an event. */
    public static ScoreEntry entry(Account account, JournalEntry journal) {
        Entry entry = journal.entry();
        boolean reversal = journal.reverses() != null;
        Cause because = journal.because();
        Points points = reversal ? entry.points().negated() : entry.points();
        return ScoreEntry.newBuilder()
                .setEventId(journal.eventId())
                .setOffice(account.office())
                .setYear(account.year())
                .setRule(entry.rule())
                .setPoints(points.decimal())
                .setSource(new Source(because.topic(), because.partition(), because.offset()))
                .setSourceId(because.id())
                .setReportId(entry.reportId())
                .setRuleBook(journal.ruleBook())
                .setReverses(journal.reverses())
                .setLate(journal.late())
                .setAt(because.at())
                .setMonth(entry.month())
                .setZh((reversal ? "撤销：" : "") + entry.zh())
                .setEn((reversal ? "taken back: " : "") + entry.en())
                .build();
    }

    /** A tally as an event. */
    public static AnnualTally tally(Tally tally) {
        Account account = tally.account();
        Figures total = tally.total();
        return AnnualTally.newBuilder()
                .setOffice(account.office())
                .setYear(account.year())
                .setAccepted(total.of(Figures.ACCEPTED))
                .setByCategory(total.under(Figures.CATEGORY))
                .setByForm(total.under(Figures.FORM))
                .setByMonth(total.under(Figures.MONTH))
                .setResearchByMonth(total.under(Figures.RESEARCH))
                .setByRule(total.under(Figures.ROUTE))
                .setIncidents(total.of(Figures.INCIDENTS))
                .setHopsOnTime(total.of(Figures.ON_TIME))
                .setHopsLate(total.of(Figures.LATE))
                .setHopsOverOnArrival(total.of(Figures.OVER_ON_ARRIVAL))
                .setRejected(total.of(Figures.REJECTED))
                .setExercises(total.of(Figures.EXERCISES))
                .setLastSubmittedAt(account.lastSubmittedAt())
                .setPoints(tally.points().decimal())
                .setEntries(total.of(Figures.ENTRIES))
                .setEntriesDigest(tally.digest())
                .setRuleBook(account.ruleBook())
                .setScoredItems(total.of(Figures.SCORED))
                .setPointsByRule(points(total.under(Figures.POINTS)))
                .setAdoptedByLevel(total.under(Figures.ADOPTED))
                .setEndorsedByLevel(total.under(Figures.ENDORSED))
                .setReturned(total.of(Figures.RETURNED))
                .setFoundUntrue(total.of(Figures.UNTRUE))
                .setFindings(total.under(Figures.FINDING))
                .setQuotaMonthsMet(months(tally.quotaMonthsMet()))
                .setQuotaMonthsShort(months(tally.quotaMonthsShort()))
                .setNothingToReport(months(account.saidNothing()))
                .setSolicitationsMissed(account.missedBy(Instant.MAX).size())
                .setVetoes(List.copyOf(total.under(Figures.VETO).keySet()))
                .setLateEntries(total.of(Figures.LATE_ENTRIES))
                .setAtClosing(atClosing(tally.atClosing()))
                .build();
    }

    private static @Nullable TallyAtClosing atClosing(Tally.@Nullable AtClosing closing) {
        return closing == null
                ? null
                : TallyAtClosing.newBuilder()
                        .setClosedAt(closing.closedAt())
                        .setPoints(closing.standing().points().decimal())
                        .setScoredItems(closing.standing().scoredItems())
                        .setQuotaMonthsMet(closing.standing().quotaMonthsMet())
                        .setSilentMonths(closing.standing().silentMonths())
                        .setVetoes(closing.standing().vetoes())
                        .setName(closing.basis() == null ? "" : closing.basis().name())
                        .setContactPoint(
                                closing.basis() != null && closing.basis().contactPoint())
                        .setOwed(
                                closing.basis() == null ? null : closing.basis().owed())
                        .build();
    }

    private static Map<String, BigDecimal> points(SortedMap<String, Long> byRule) {
        Map<String, BigDecimal> points = new TreeMap<>();
        byRule.forEach((rule, sum) -> points.put(rule, new Points(sum).decimal()));
        return points;
    }

    private static List<String> months(Collection<Integer> months) {
        List<String> named = new ArrayList<>();
        months.forEach(month -> named.add(ScoringYear.twoDigits(month)));
        return named;
    }

    /** Made from what it says: a replay that comes to the same makes the same. */
    public static String idOf(AnnualTally tally) {
        return tally.getOffice() + "/" + tally.getYear() + "#AnnualTally/"
                + UUID.nameUUIDFromBytes(tally.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A tally as people are shown it. */
    public static ScoreBook.Published published(AnnualTally tally) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put(Figures.ACCEPTED, tally.getAccepted());
        counts.put(Figures.REJECTED, tally.getRejected());
        counts.put(Figures.EXERCISES, tally.getExercises());
        counts.put(Figures.INCIDENTS, tally.getIncidents());
        counts.put(Figures.ON_TIME, tally.getHopsOnTime());
        counts.put(Figures.LATE, tally.getHopsLate());
        counts.put(Figures.OVER_ON_ARRIVAL, tally.getHopsOverOnArrival());
        counts.put(Figures.RETURNED, tally.getReturned());
        counts.put(Figures.UNTRUE, tally.getFoundUntrue());
        counts.put(Figures.SCORED, tally.getScoredItems());
        counts.put(Figures.LATE_ENTRIES, tally.getLateEntries());
        put(counts, Figures.CATEGORY, tally.getByCategory());
        put(counts, Figures.FORM, tally.getByForm());
        put(counts, Figures.MONTH, tally.getByMonth());
        put(counts, Figures.RESEARCH, tally.getResearchByMonth());
        put(counts, Figures.ROUTE, tally.getByRule());
        put(counts, Figures.ADOPTED, tally.getAdoptedByLevel());
        put(counts, Figures.ENDORSED, tally.getEndorsedByLevel());
        put(counts, Figures.FINDING, tally.getFindings());
        tally.getVetoes().forEach(veto -> counts.put(Figures.VETO + veto, 1L));
        tally.getPointsByRule()
                .forEach((rule, points) ->
                        counts.put(Figures.POINTS + rule, Points.of(points).tenThousandths()));
        return new ScoreBook.Published(
                Figures.of(counts),
                Points.of(tally.getPoints()),
                tally.getEntries(),
                tally.getEntriesDigest(),
                tally.getRuleBook(),
                tally.getLastSubmittedAt(),
                numbers(tally.getQuotaMonthsMet()),
                numbers(tally.getQuotaMonthsShort()),
                numbers(tally.getNothingToReport()),
                tally.getSolicitationsMissed());
    }

    private static void put(Map<String, Long> counts, String family, Map<String, Long> more) {
        more.forEach((name, count) -> counts.put(family + name, count));
    }

    private static List<Integer> numbers(List<String> months) {
        return months.stream().map(Integer::valueOf).toList();
    }

    /** What an office is ranked by: at closing, or, while the year is open, now. */
    public static Standing standing(AnnualTally tally) {
        TallyAtClosing closing = tally.getAtClosing();
        return closing == null
                ? new Standing(
                        tally.getOffice(),
                        Points.of(tally.getPoints()),
                        tally.getScoredItems(),
                        tally.getQuotaMonthsMet().size(),
                        0,
                        tally.getVetoes())
                : new Standing(
                        tally.getOffice(),
                        Points.of(closing.getPoints()),
                        closing.getScoredItems(),
                        closing.getQuotaMonthsMet(),
                        closing.getSilentMonths(),
                        closing.getVetoes());
    }
}
