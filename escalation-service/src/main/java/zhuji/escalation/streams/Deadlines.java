package zhuji.escalation.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The next instant of every open case, ordered: looking for what is due costs what is due, not what is open. */
final class Deadlines {

    private static final int DIGITS = 19;

    private final KeyValueStore<String, String> store;

    Deadlines(KeyValueStore<String, String> store) {
        this.store = store;
    }

    /**
     * An instant that has come.
     *
     * @param due the instant
     * @param incidentId the case
     */
    record Due(Instant due, String incidentId) {}

    /** Puts the next instant of a case in place of the former one. */
    void move(String incidentId, @Nullable Instant before, @Nullable Instant after) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before != null) {
            store.delete(key(before, incidentId));
        }
        if (after != null) {
            store.put(key(after, incidentId), incidentId);
        }
    }

    /** The first instants up to a given one, earliest first. */
    List<Due> until(Instant instant, int most) {
        var due = new ArrayList<Due>();
        try (KeyValueIterator<String, String> entries =
                store.range(key(Instant.EPOCH, ""), key(instant.plusMillis(1), ""))) {
            while (entries.hasNext() && due.size() < most) {
                KeyValue<String, String> entry = entries.next();
                due.add(new Due(Instant.ofEpochMilli(Long.parseLong(entry.key.substring(0, DIGITS))), entry.value));
            }
        }
        return due;
    }

    private static String key(Instant instant, String incidentId) {
        return ("%0" + DIGITS + "d/%s").formatted(Math.max(0, instant.toEpochMilli()), incidentId);
    }
}
