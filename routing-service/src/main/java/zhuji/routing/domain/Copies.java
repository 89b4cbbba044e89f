package zhuji.routing.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which reports stand on the national topic and not on their region's (R4): both are written in one transaction, so that none ever should. */
public final class Copies {

    /** A reader sees both within this, or something is wrong. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For so long a copy is remembered whose national one may still be read. */
    private static final Duration MEMORY = Duration.ofMinutes(2);

    /** More than this many are not told apart any longer; the alarm has long been raised. */
    private static final int MOST = 10_000;

    /** Most reports go to their region alone: they are not all remembered under load. */
    private static final int MOST_REMEMBERED = 100_000;

    /** Both in the order of their instants: what is too old stands first. */
    private final LinkedHashMap<String, Instant> waiting = new LinkedHashMap<>();

    private final LinkedHashMap<String, Instant> regional = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Set<String> missing = new TreeSet<>();

    /** A report was read from the national topic. */
    public void national(String cause, Instant now) {
        if (regional.remove(cause) == null) {
            waiting.putLast(cause, now);
        }
    }

    /** A report was read from its region's topic. */
    public void region(String cause, Instant now) {
        if (waiting.remove(cause) == null && !missing.remove(cause)) {
            regional.putLast(cause, now);
        }
    }

    /** How many copies are missing; only one that turns up after all is missing no longer. */
    public int missing(Instant now) {
        old(waiting, now.minus(PATIENCE)).forEach(cause -> {
            if (missing.size() < MOST) {
                missing.add(cause);
            }
        });
        old(regional, now.minus(MEMORY));
        return missing.size();
    }

    /** Takes out what was seen before an instant; it does not look at what came later, of which there may be much. */
    private static List<String> old(Map<String, Instant> seen, Instant before) {
        List<String> old = new ArrayList<>();
        Iterator<Map.Entry<String, Instant>> eldest = seen.entrySet().iterator();
        while (eldest.hasNext()) {
            Map.Entry<String, Instant> next = eldest.next();
            if (!next.getValue().isBefore(before)) {
                break;
            }
            old.add(next.getKey());
            eldest.remove();
        }
        return old;
    }
}
