package zhuji.routing.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private final Map<String, Instant> waiting = new HashMap<>();
    private final Map<String, Instant> regional = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Set<String> missing = new TreeSet<>();

    /** A report was read from the national topic. */
    public void national(String cause, Instant now) {
        if (regional.remove(cause) == null) {
            waiting.put(cause, now);
        }
    }

    /** A report was read from its region's topic. */
    public void region(String cause, Instant now) {
        if (waiting.remove(cause) == null && !missing.remove(cause)) {
            regional.put(cause, now);
        }
    }

    /** How many copies are missing; only one that turns up after all is missing no longer. */
    public int missing(Instant now) {
        waiting.entrySet().removeIf(report -> {
            boolean late = report.getValue().plus(PATIENCE).isBefore(now);
            if (late && missing.size() < MOST) {
                missing.add(report.getKey());
            }
            return late;
        });
        regional.values().removeIf(seen -> seen.plus(MEMORY).isBefore(now));
        return missing.size();
    }
}
