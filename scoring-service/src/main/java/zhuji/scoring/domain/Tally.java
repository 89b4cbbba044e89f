package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An office's year so far. The order of filings within an office does not matter.
 *
 * @param office the office
 * @param year calendar year
 * @param accepted actual reports
 * @param byCategory of those, by category
 * @param byForm of those, by form
 * @param byMonth of those, by month "01" to "12"
 * @param researchByMonth of those, what counts for the monthly quota
 * @param exercises exercise and test reports, counted apart and never scored
 * @param lastSubmittedAt latest submission, or null
 */
public record Tally(
        String office,
        int year,
        long accepted,
        Map<String, Long> byCategory,
        Map<String, Long> byForm,
        Map<String, Long> byMonth,
        Map<String, Long> researchByMonth,
        long exercises,
        @Nullable Instant lastSubmittedAt) {

    /** A year without anything. */
    public static Tally empty(String office, int year) {
        return new Tally(office, year, 0, Map.of(), Map.of(), Map.of(), Map.of(), 0, null);
    }

    /** This, and one report more. */
    public Tally with(Filing filing) {
        if (!filing.actual()) {
            return new Tally(
                    office,
                    year,
                    accepted,
                    byCategory,
                    byForm,
                    byMonth,
                    researchByMonth,
                    exercises + 1,
                    lastSubmittedAt);
        }
        String month = "%02d".formatted(filing.when().month());
        return new Tally(
                office,
                year,
                accepted + 1,
                oneMore(byCategory, filing.category()),
                oneMore(byForm, filing.form()),
                oneMore(byMonth, month),
                filing.countsForQuota() ? oneMore(researchByMonth, month) : researchByMonth,
                exercises,
                later(filing.submittedAt()));
    }

    private Instant later(Instant submittedAt) {
        return lastSubmittedAt != null && lastSubmittedAt.isAfter(submittedAt) ? lastSubmittedAt : submittedAt;
    }

    private static Map<String, Long> oneMore(Map<String, Long> counts, String key) {
        Map<String, Long> more = new TreeMap<>(counts);
        more.merge(key, 1L, Long::sum);
        return more;
    }
}
