package zhuji.scoring.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts and points by name, such as {@code month/03}; none is kept that is zero. They add up: what one report comes to is taken out and put in
 * again as it changes. Kept as arrays in the order of the names, since every fact adds to some thirty of them.
 */
public final class Figures {

    public static final Figures NONE = new Figures(new String[0], new long[0]);

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
    public static final String OVER_ON_ARRIVAL = "hops/over-on-arrival";
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

    private final String[] names;
    private final long[] values;

    private Figures(String[] names, long[] values) {
        this.names = names;
        this.values = values;
    }

    /** The figures of a map. */
    public static Figures of(Map<String, Long> counts) {
        return of(new TreeMap<>(counts));
    }

    /** The figures of a map that is in order already. */
    static Figures of(SortedMap<String, Long> counts) {
        String[] names = new String[counts.size()];
        long[] values = new long[names.length];
        int size = 0;
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (count.getValue() != 0) {
                names[size] = count.getKey();
                values[size++] = count.getValue();
            }
        }
        return size == names.length
                ? new Figures(names, values)
                : new Figures(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }

    /** All of them, by name. */
    public SortedMap<String, Long> counts() {
        return under("");
    }

    /** Gives all of them, in the order of their names. */
    public void forEach(ObjLongConsumer<String> taker) {
        for (int place = 0; place < names.length; place++) {
            taker.accept(names[place], values[place]);
        }
    }

    /** How much of something there is. */
    public long of(String name) {
        int place = Arrays.binarySearch(names, name);
        return place < 0 ? 0 : values[place];
    }

    /** The figures of a family, by what follows its name. */
    public SortedMap<String, Long> under(String family) {
        SortedMap<String, Long> found = new TreeMap<>();
        for (int place = 0; place < names.length; place++) {
            if (names[place].startsWith(family)) {
                found.put(names[place].substring(family.length()), values[place]);
            }
        }
        return found;
    }

    Figures plus(Figures other) {
        return with(other, 1);
    }

    Figures minus(Figures other) {
        return with(other, -1);
    }

    Figures oneMore(String name) {
        return plus(of(Map.of(name, 1L)));
    }

    /** Both are in order: they are gone through side by side. */
    private Figures with(Figures other, int sign) {
        if (other.names.length == 0) {
            return this;
        }
        long[] sameNames = addedInPlace(other, sign);
        return sameNames == null ? merged(other, sign) : new Figures(names, sameNames);
    }

    /** Mostly nothing new is counted and nothing falls to zero: then the names stay as they are. */
    private long @Nullable [] addedInPlace(Figures other, int sign) {
        long[] sums = values.clone();
        int mine = 0;
        for (int theirs = 0; theirs < other.names.length; theirs++) {
            mine = Arrays.binarySearch(names, mine, names.length, other.names[theirs]);
            if (mine < 0) {
                return null;
            }
            sums[mine] += sign * other.values[theirs];
            if (sums[mine] == 0) {
                return null;
            }
        }
        return sums;
    }

    private Figures merged(Figures other, int sign) {
        String[] sumNames = new String[names.length + other.names.length];
        long[] sumValues = new long[sumNames.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < names.length || theirs < other.names.length) {
            int order = order(other, mine, theirs);
            long sum = (order <= 0 ? values[mine] : 0) + (order >= 0 ? sign * other.values[theirs] : 0);
            if (sum != 0) {
                sumNames[size] = order <= 0 ? names[mine] : other.names[theirs];
                sumValues[size++] = sum;
            }
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        return new Figures(Arrays.copyOf(sumNames, size), Arrays.copyOf(sumValues, size));
    }

    /** Negative when mine comes next, positive when theirs does, zero for both. */
    private int order(Figures other, int mine, int theirs) {
        if (mine == names.length) {
            return 1;
        }
        return theirs == other.names.length ? -1 : names[mine].compareTo(other.names[theirs]);
    }

    /** Those that come from no report. */
    Figures ofNoReport() {
        SortedMap<String, Long> kept = counts();
        kept.keySet().retainAll(Set.of(REJECTED, INCIDENTS, ON_TIME, LATE, OVER_ON_ARRIVAL));
        return of(kept);
    }

    /** The sum of the points under every rule. */
    public Points points() {
        return new Points(
                under(POINTS).values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Figures figures
                && Arrays.equals(names, figures.names)
                && Arrays.equals(values, figures.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return counts().toString();
    }

    static void add(Map<String, Long> counts, String name, long count) {
        if (count != 0) {
            counts.merge(name, count, (one, two) -> one + two == 0 ? null : one + two);
        }
    }
}
