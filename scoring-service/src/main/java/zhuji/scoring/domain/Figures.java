package zhuji.scoring.domain;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts and points by name; none is kept that is zero. They add up: what one report comes to is taken out and put in again as it changes.
 *
 * @param counts by name, such as {@code month/03}
 */
public record Figures(Map<String, Long> counts) {

    public static final Figures NONE = new Figures(Map.of());

    public static final String ACCEPTED = "accepted";
    public static final String CATEGORY = "category/";
    public static final String FORM = "form/";
    public static final String MONTH = "month/";
    public static final String RESEARCH = "research/";
    public static final String ROUTE = "route/";
    public static final String REJECTED = "rejected";
    public static final String EXERCISES = "exercises";
    public static final String INCIDENTS = "incidents";
    public static final String ON_TIME = "hops/on-time";
    public static final String LATE = "hops/late";
    public static final String ADOPTED = "adopted/";
    public static final String ENDORSED = "endorsed/";
    public static final String RETURNED = "returned";
    public static final String UNTRUE = "untrue";
    public static final String FINDING = "finding/";
    public static final String SCORED = "scored";
    public static final String POINTS = "points/";
    public static final String ENTRIES = "entries";
    public static final String LATE_ENTRIES = "entries-late";
    public static final String VETO = "veto/";

    /** How much of something there is. */
    public long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** The figures of a family, by what follows its name. */
    public SortedMap<String, Long> under(String family) {
        SortedMap<String, Long> found = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(family)) {
                found.put(name.substring(family.length()), count);
            }
        });
        return found;
    }

    Figures plus(Figures other) {
        return with(other, 1);
    }

    Figures minus(Figures other) {
        return with(other, -1);
    }

    Figures oneMore(String name) {
        return plus(new Figures(Map.of(name, 1L)));
    }

    private Figures with(Figures other, int sign) {
        if (other.counts.isEmpty()) {
            return this;
        }
        Map<String, Long> sum = new TreeMap<>(counts);
        other.counts.forEach(
                (name, count) -> sum.merge(name, sign * count, (one, two) -> one + two == 0 ? null : one + two));
        return new Figures(sum);
    }

    /** Those that come from no report. */
    Figures ofNoReport() {
        Map<String, Long> kept = new TreeMap<>(counts);
        kept.keySet().retainAll(Set.of(REJECTED, INCIDENTS, ON_TIME, LATE));
        return new Figures(kept);
    }

    /** The sum of the points under every rule. */
    public Points points() {
        return new Points(
                under(POINTS).values().stream().mapToLong(Long::longValue).sum());
    }

    static void add(Map<String, Long> counts, String name, long count) {
        if (count != 0) {
            counts.merge(name, count, (one, two) -> one + two == 0 ? null : one + two);
        }
    }
}
