package zhuji.input;

import java.time.Instant;

/** Instants that others claim: events carry them on, and what not every client's calendar can show would make an event unreadable. */
public final class Instants {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** Other languages' calendars end with the year 9999; in some time zones that is a day earlier. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Instants() {}

    /** Whether every client can read it: from 1900 to 9999. */
    public static boolean isReadable(Instant claimed) {
        return !claimed.isBefore(EARLIEST) && !claimed.isAfter(LATEST);
    }
}
