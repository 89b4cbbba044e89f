package zhuji.escalation.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The earliest deadline of every open case, ordered by instant: looking for what is due costs what is due, not what is open. */
final class Deadlines {

    private static final int DIGITS = 19;

    private final KeyValueStore<String, String> store;

    Deadlines(KeyValueStore<String, String> store) {
        this.store = store;
    }

    /**
     * A deadline that has come.
     *
     * @param due its instant
     * @param incidentId the case
     */
    record Due(Instant due, String incidentId) {}

    /** Puts the new deadline of a case in place of the old one. */
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

    /** The deadlines up to an instant, earliest first. */
    List<Due> until(Instant now) {
        var due = new ArrayList<Due>();
        try (KeyValueIterator<String, String> entries =
                store.range(key(Instant.EPOCH, ""), key(now.plusMillis(1), ""))) {
            while (entries.hasNext()) {
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
