package zhuji.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zhuji.audit.log.Place;

/**
 * When something was written to a partition: the proof, from the log alone, that its writer was running. In steps of ten seconds, so that a year
 * of a partition takes half a megabyte.
 */
final class Activity {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final Map<String, BitSet> steps = new ConcurrentHashMap<>();

    void at(Place place, Instant at) {
        int step = stepOf(at);
        if (step >= 0) {
            BitSet marks = steps.computeIfAbsent(partitionOf(place), none -> new BitSet());
            synchronized (marks) {
                marks.set(step);
            }
        }
    }

    /** Whether something was written to a record's partition in a step wholly within those instants. */
    boolean isBetween(Place place, Instant from, Instant until) {
        BitSet marks = steps.get(partitionOf(place));
        if (marks == null || !from.isBefore(until)) {
            return false;
        }
        int next = marks.nextSetBit(Math.max(0, stepOf(from) + 1));
        return next >= 0 && next < stepOf(until);
    }

    private static String partitionOf(Place place) {
        return place.topic() + "/" + place.partition();
    }

    private static int stepOf(Instant instant) {
        return (int) Math.floorDiv(Duration.between(EPOCH, instant).toSeconds(), STEP.toSeconds());
    }
}
