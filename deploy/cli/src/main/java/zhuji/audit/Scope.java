package zhuji.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;

/** What of the log can be judged: what is too recent cannot yet, what came before its beginning cannot any longer. */
final class Scope {

    private final Map<String, Long> firsts = new HashMap<>();
    private final boolean whole;
    private final Instant until;
    private final Instant settled;
    private final @Nullable String office;

    /**
     * @param underWay for how long something may be under way through the services
     * @param office the one office to judge; null for all
     */
    Scope(Log log, Duration underWay, @Nullable String office) {
        log.stretches().forEach(stretch -> firsts.put(partitionOf(stretch), stretch.first()));
        this.whole = log.isWhole();
        this.until = log.until();
        this.settled = until.minus(underWay);
        this.office = office;
    }

    private static String partitionOf(Stretch stretch) {
        return stretch.topic() + "/" + stretch.partition();
    }

    /** Whether the log is there from its beginning to its end, so that what adds up can be added up. */
    boolean isWhole() {
        return whole;
    }

    /** Until when the log was looked at. */
    Instant until() {
        return until;
    }

    /** Whether everything that follows from something of that time must be there. */
    boolean isSettled(Instant at) {
        return !at.isAfter(settled);
    }

    /** Whether a record stood before what is looked at: it may be gone by retention, or was not asked for. */
    boolean isBefore(Place place) {
        return place.offset() < Objects.requireNonNullElse(firsts.get(place.topic() + "/" + place.partition()), 0L);
    }

    /** Whether every office is to be judged. */
    boolean isOfAll() {
        return office == null;
    }

    /** Whether that office is to be judged. */
    boolean isOf(String code) {
        return office == null || office.equals(code);
    }
}
