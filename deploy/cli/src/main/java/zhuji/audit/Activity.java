package zhuji.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import zhuji.audit.log.Place;

/**
 * When a writer wrote something to a partition by its own clock: the proof, from the log alone, that it was running. In steps of ten seconds, a
 * kilobyte for each day on which something was written.
 */
final class Activity {

    private static final long STEP_SECONDS = 10;
    private static final long STEPS_A_DAY = Duration.ofDays(1).toSeconds() / STEP_SECONDS;

    /** By partition and day. */
    private final Map<String, NavigableMap<Long, BitSet>> days = new ConcurrentHashMap<>();

    void at(Place place, Instant at) {
        long step = stepOf(at);
        BitSet day = days.computeIfAbsent(partitionOf(place), none -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(Math.floorDiv(step, STEPS_A_DAY), none -> new BitSet());
        synchronized (day) {
            day.set((int) Math.floorMod(step, STEPS_A_DAY));
        }
    }

    /** Whether something was written to a record's partition in a step wholly within those instants. */
    boolean isBetween(Place place, Instant from, Instant until) {
        NavigableMap<Long, BitSet> found = days.get(partitionOf(place));
        if (found == null || !from.isBefore(until)) {
            return false;
        }
        long first = stepOf(from) + 1;
        long end = stepOf(until);
        for (Map.Entry<Long, BitSet> day :
                found.tailMap(Math.floorDiv(first, STEPS_A_DAY), true).entrySet()) {
            long start = day.getKey() * STEPS_A_DAY;
            int next = day.getValue().nextSetBit((int) Math.max(0, first - start));
            if (next >= 0) {
                return start + next < end;
            }
        }
        return false;
    }

    private static String partitionOf(Place place) {
        return place.topic() + "/" + place.partition();
    }

    private static long stepOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
    }
}
