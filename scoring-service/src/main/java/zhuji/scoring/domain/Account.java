package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An office's year so far.
 *
 * @param office the office
 * @param year calendar year
 * @param ruleBook hash of the rule book its entries are of
 * @param figures what its reports and cases add up to
 * @param closing the same, of what was known when the year was last closed; null when it never was
 * @param missed solicitations not answered, by their number
 * @param withdrawn of those, the ones that were noted by mistake, by their number
 * @param nothing months it stated it has nothing to report for, with the event
 * @param standing the entries that are about no report
 * @param lastSubmittedAt latest submission, or null
 * @param digests SHA-256 of the standing entries of each month that has any, as last taken
 * @param stale months whose digest is to be taken anew
 */
public record Account(
        String office,
        int year,
        String ruleBook,
        Figures figures,
        @Nullable Figures closing,
        Map<String, Cause> missed,
        Map<String, Cause> withdrawn,
        Map<Integer, Cause> nothing,
        List<Entry> standing,
        @Nullable Instant lastSubmittedAt,
        Map<Integer, String> digests,
        Collection<Integer> stale) {

    /** A year without anything. */
    public static Account empty(String office, int year, String ruleBook) {
        return new Account(
                office,
                year,
                ruleBook,
                Figures.NONE,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                null,
                Map.of(),
                List.of());
    }

    Account figures(Figures now, @Nullable Figures atClosing) {
        return new Account(
                office,
                year,
                ruleBook,
                now,
                atClosing,
                missed,
                withdrawn,
                nothing,
                standing,
                lastSubmittedAt,
                digests,
                stale);
    }

    Account submitted(@Nullable Instant latest) {
        return new Account(
                office, year, ruleBook, figures, closing, missed, withdrawn, nothing, standing, latest, digests, stale);
    }

    /** With what a fact tells of the year. */
    Account told(Fact.OfYear fact) {
        return switch (fact) {
            case Fact.SolicitationMissed told -> missed(told.solicitationId(), told.cause());
            case Fact.SolicitationWithdrawn told -> withdrawn(told.solicitationId(), told.cause());
            case Fact.NothingToReport told -> nothing(told.month(), told.cause());
        };
    }

    private Account withdrawn(String solicitation, Cause cause) {
        return new Account(
                office,
                year,
                ruleBook,
                figures,
                closing,
                missed,
                withFirst(withdrawn, solicitation, cause),
                nothing,
                standing,
                lastSubmittedAt,
                digests,
                stale);
    }

    private Account missed(String solicitation, Cause cause) {
        return new Account(
                office,
                year,
                ruleBook,
                figures,
                closing,
                withFirst(missed, solicitation, cause),
                withdrawn,
                nothing,
                standing,
                lastSubmittedAt,
                digests,
                stale);
    }

    private Account nothing(int month, Cause cause) {
        return new Account(
                office,
                year,
                ruleBook,
                figures,
                closing,
                missed,
                withdrawn,
                withBest(month, cause),
                standing,
                lastSubmittedAt,
                digests,
                stale);
    }

    Account standing(List<Entry> entries) {
        return new Account(
                office,
                year,
                ruleBook,
                figures,
                closing,
                missed,
                withdrawn,
                nothing,
                entries,
                lastSubmittedAt,
                digests,
                stale);
    }

    Account under(String hash) {
        return new Account(
                office,
                year,
                hash,
                figures,
                closing,
                missed,
                withdrawn,
                nothing,
                standing,
                lastSubmittedAt,
                digests,
                stale);
    }

    Account staleIn(Collection<Integer> months) {
        if (stale.containsAll(months)) {
            return this;
        }
        var more = new TreeSet<>(stale);
        more.addAll(months);
        return new Account(
                office,
                year,
                ruleBook,
                figures,
                closing,
                missed,
                withdrawn,
                nothing,
                standing,
                lastSubmittedAt,
                digests,
                List.copyOf(more));
    }

    /** With the digests of the stale months taken. */
    public Account digested(Map<Integer, String> taken) {
        return new Account(
                office,
                year,
                ruleBook,
                figures,
                closing,
                missed,
                withdrawn,
                nothing,
                standing,
                lastSubmittedAt,
                new TreeMap<>(taken),
                List.of());
    }

    /** All its figures, those of entries that are about no report included. */
    public Figures total() {
        Map<String, Long> more = new TreeMap<>();
        ItemScoring.addPoints(more, standing);
        return figures.plus(Figures.of(more));
    }

    /** A word given before its month began says nothing, and does not stand in the way of a later one. */
    private Map<Integer, Cause> withBest(int month, Cause cause) {
        Cause known = nothing.get(month);
        if (known != null && hasBegun(month, known) != hasBegun(month, cause)) {
            Map<Integer, Cause> more = new TreeMap<>(nothing);
            more.put(month, hasBegun(month, known) ? known : cause);
            return more;
        }
        return withFirst(nothing, month, cause);
    }

    /** Whether a month had begun when that happened. */
    boolean hasBegun(int month, Cause cause) {
        return !cause.at().isBefore(ScoringYear.beginOf(year, month));
    }

    /** The months it stated, once they had begun, that it has nothing to report for. */
    public Set<Integer> saidNothing() {
        Set<Integer> months = new TreeSet<>();
        nothing.forEach((month, cause) -> {
            if (hasBegun(month, cause)) {
                months.add(month);
            }
        });
        return months;
    }

    /** The solicitations that were not answered by then, and not noted by mistake as far as was known then. */
    public Map<String, Cause> missedBy(Instant then) {
        Map<String, Cause> known = new TreeMap<>(missed);
        known.values().removeIf(cause -> !cause.isBy(then));
        withdrawn.forEach((solicitation, cause) -> {
            if (cause.isBy(then)) {
                known.remove(solicitation);
            }
        });
        return known;
    }

    private static <K> Map<K, Cause> withFirst(Map<K, Cause> known, K key, Cause cause) {
        Map<K, Cause> more = new TreeMap<>(known);
        more.merge(key, cause, (one, two) -> Cause.FIRST.compare(one, two) <= 0 ? one : two);
        return more;
    }
}
