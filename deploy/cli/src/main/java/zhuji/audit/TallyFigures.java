package zhuji.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualTally;
import zhuji.events.ClosingOffice;
import zhuji.events.Level;
import zhuji.events.TallyAtClosing;

/** A tally's figures by name, so that two can be compared; what is nothing is left out. */
final class TallyFigures {

    private TallyFigures() {}

    /** The figures of a published tally. */
    static Map<String, String> of(AnnualTally tally) {
        Map<String, String> figures = new TreeMap<>();
        put(figures, "accepted", tally.getAccepted());
        put(figures, "byCategory.", tally.getByCategory());
        put(figures, "byForm.", tally.getByForm());
        put(figures, "byMonth.", tally.getByMonth());
        put(figures, "researchByMonth.", tally.getResearchByMonth());
        put(figures, "byRule.", tally.getByRule());
        put(figures, "incidents", tally.getIncidents());
        put(figures, "hopsOnTime", tally.getHopsOnTime());
        put(figures, "hopsLate", tally.getHopsLate());
        put(figures, "hopsOverOnArrival", tally.getHopsOverOnArrival());
        put(figures, "rejected", tally.getRejected());
        put(figures, "exercises", tally.getExercises());
        put(figures, "lastSubmittedAt", tally.getLastSubmittedAt());
        put(figures, "points", tally.getPoints());
        put(figures, "entries", tally.getEntries());
        put(figures, "entriesDigest", tally.getEntriesDigest());
        put(figures, "scoredItems", tally.getScoredItems());
        tally.getPointsByRule().forEach((rule, points) -> put(figures, "pointsByRule." + rule, points));
        put(figures, "adoptedByLevel.", tally.getAdoptedByLevel());
        put(figures, "endorsedByLevel.", tally.getEndorsedByLevel());
        put(figures, "returned", tally.getReturned());
        put(figures, "foundUntrue", tally.getFoundUntrue());
        put(figures, "findings.", tally.getFindings());
        put(figures, "quotaMonthsMet", tally.getQuotaMonthsMet());
        put(figures, "quotaMonthsShort", tally.getQuotaMonthsShort());
        put(figures, "nothingToReport", tally.getNothingToReport());
        put(figures, "solicitationsMissed", tally.getSolicitationsMissed());
        put(figures, "vetoes", tally.getVetoes());
        put(figures, "lateEntries", tally.getLateEntries());
        TallyAtClosing closing = tally.getAtClosing();
        put(
                figures,
                closing == null ? null : closing.getClosedAt(),
                closing == null
                        ? null
                        : new YearScore.Closing(
                                Points.of(closing.getPoints()),
                                closing.getScoredItems(),
                                closing.getQuotaMonthsMet(),
                                closing.getSilentMonths(),
                                closing.getVetoes(),
                                named(tally.getOffice(), closing)));
        return figures;
    }

    static void put(Map<String, String> figures, @Nullable Instant closedAt, YearScore.@Nullable Closing closing) {
        if (closing != null) {
            put(figures, "atClosing.closedAt", closedAt);
            put(figures, "atClosing.points", closing.points());
            put(figures, "atClosing.scoredItems", closing.scored());
            put(figures, "atClosing.quotaMonthsMet", (long) closing.quotaMet());
            put(figures, "atClosing.silentMonths", (long) closing.silent());
            put(figures, "atClosing.vetoes", closing.vetoes());
            put(figures, closing.named());
        }
    }

    /** What a tally says of its office at the closing; null when that did not name it. */
    static @Nullable ClosingOffice named(String office, TallyAtClosing closing) {
        return closing.getName().isEmpty()
                ? null
                : new ClosingOffice(
                        office,
                        closing.getName(),
                        Level.UNRECOGNIZED,
                        closing.getContactPoint(),
                        null,
                        closing.getOwed());
    }

    private static void put(Map<String, String> figures, @Nullable ClosingOffice named) {
        if (named != null) {
            figures.put("atClosing.name", named.getName());
            figures.put("atClosing.contactPoint", String.valueOf(named.getContactPoint()));
            figures.put("atClosing.owed", String.valueOf(named.getOwed()));
        }
    }

    private static void put(Map<String, String> figures, String family, Map<String, Long> counts) {
        counts.forEach((name, count) -> put(figures, family + name, count));
    }

    static void put(Map<String, String> figures, String name, @Nullable Long count) {
        if (count != null && count != 0) {
            figures.put(name, count.toString());
        }
    }

    static void put(Map<String, String> figures, String name, @Nullable BigDecimal points) {
        if (points != null && points.signum() != 0) {
            figures.put(name, Points.of(points).toPlainString());
        }
    }

    static void put(Map<String, String> figures, String name, @Nullable Object value) {
        if (value != null) {
            figures.put(name, value.toString());
        }
    }

    static void put(Map<String, String> figures, String name, List<String> names) {
        if (!names.isEmpty()) {
            figures.put(name, String.join(",", names));
        }
    }
}
