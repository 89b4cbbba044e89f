package zhuji.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import zhuji.audit.log.Place;

/** What comes up while the log is judged. Takes findings from several threads; how many it keeps is bounded. */
final class Findings {

    /** Violations of an invariant that are kept in words; the others are counted. */
    static final int SHOWN = 1_000;

    private static final int MOST_REMARKS = 200;

    private final Map<Invariant, LongAdder> checked = adders();
    private final Map<Invariant, LongAdder> underWay = adders();
    private final Map<Invariant, LongAdder> broken = adders();
    private final Map<Invariant, TreeSet<Violation>> violations = new EnumMap<>(Invariant.class);
    private final Set<String> remarks = new TreeSet<>();
    private final AtomicLong records = new AtomicLong();

    private static Map<Invariant, LongAdder> adders() {
        Map<Invariant, LongAdder> adders = new EnumMap<>(Invariant.class);
        for (Invariant invariant : Invariant.values()) {
            adders.put(invariant, new LongAdder());
        }
        return adders;
    }

    /** One more record is read; how many that makes. */
    long oneMoreRead() {
        return records.incrementAndGet();
    }

    void checked(Invariant invariant) {
        adder(checked, invariant).increment();
    }

    /** Too recent to be judged. */
    void underWay(Invariant invariant) {
        adder(underWay, invariant).increment();
    }

    void broken(Invariant invariant, Place place, String subject, String words) {
        adder(broken, invariant).increment();
        synchronized (violations) {
            TreeSet<Violation> known = violations.computeIfAbsent(invariant, none -> new TreeSet<>(Violation.IN_ORDER));
            known.add(new Violation(invariant, place, subject, words));
            if (known.size() > SHOWN) {
                known.removeLast();
            }
        }
    }

    /** What was not checked, and why. */
    void remark(String words) {
        synchronized (remarks) {
            if (remarks.size() < MOST_REMARKS) {
                remarks.add(words);
            } else {
                remarks.add("there are more remarks than are kept");
            }
        }
    }

    private static LongAdder adder(Map<Invariant, LongAdder> adders, Invariant invariant) {
        LongAdder adder = adders.get(invariant);
        if (adder == null) {
            throw new IllegalStateException("there is an adder for every invariant");
        }
        return adder;
    }

    Verdict verdict(Instant until, String checkpoint) {
        List<Violation> all = new ArrayList<>();
        violations.values().forEach(all::addAll);
        return new Verdict(
                records.get(),
                sums(checked),
                sums(underWay),
                sums(broken),
                all,
                List.copyOf(remarks),
                checkpoint,
                until);
    }

    private static Map<Invariant, Long> sums(Map<Invariant, LongAdder> adders) {
        Map<Invariant, Long> sums = new TreeMap<>();
        adders.forEach((invariant, adder) -> sums.put(invariant, adder.sum()));
        return sums;
    }
}
