package zhuji.audit.log;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as it stands on the log, its bytes untouched. */
public final class LogRecord {

    private final Place place;
    private final Instant at;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    /**
     * @param place where
     * @param at its timestamp
     * @param key its key
     * @param value its value; null in a tombstone, or where a value was withheld
     * @param headers its headers, in order
     */
    public LogRecord(Place place, Instant at, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.place = place;
        this.at = at;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    /** Where it stands. */
    public Place place() {
        return place;
    }

    /** Its timestamp. */
    public Instant at() {
        return at;
    }

    /** Its key, not copied. */
    public byte @Nullable [] key() {
        return key;
    }

    /** Its value, not copied; null in a tombstone, or where a value was withheld. */
    public byte @Nullable [] value() {
        return value;
    }

    /** Its headers, in order. */
    public List<Header> headers() {
        return headers;
    }
}
