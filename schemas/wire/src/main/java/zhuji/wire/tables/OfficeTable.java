package zhuji.wire.tables;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** The office registry as every instance of a service holds it: all of {@code office.registered}. */
public final class OfficeTable {

    /** Name of the store, for queries from outside the topology. */
    public static final String STORE = "offices";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);
    private static final int MOST_MISSING = 10_000;

    private final GlobalTable<OfficeRegistered> offices;

    /** Codes that were waited for in vain, and when. */
    private final Map<String, Long> missing = new ConcurrentHashMap<>();

    private OfficeTable(GlobalTable<OfficeRegistered> offices) {
        this.offices = offices;
    }

    /**
     * Adds the table to a topology.
     *
     * @return it as the processors of the topology see it
     */
    public static OfficeTable addTo(StreamsBuilder builder, EventSerdes serdes) {
        return new OfficeTable(GlobalTable.addTo(
                builder, STORE, Topics.OFFICE_REGISTERED, "offices-source", serdes.of(OfficeRegistered.class)));
    }

    /** The table as a store queried from outside the topology. */
    public static OfficeTable over(ReadOnlyKeyValueStore<String, ValueAndTimestamp<OfficeRegistered>> store) {
        return new OfficeTable(GlobalTable.over(store));
    }

    /** What stands registered under a code, or null. */
    public @Nullable OfficeRegistered find(String code) {
        return offices.find(code);
    }

    /**
     * What stands registered under a code that another service knew; null when there is no such office. What this instance has not read of yet it
     * has within moments; of what it lacks after a second it is not asked to wait again for a minute.
     */
    public @Nullable OfficeRegistered findOrAwait(String code) {
        OfficeRegistered found = find(code);
        Long missed = found == null ? missing.get(code) : null;
        if (found != null || (missed != null && System.nanoTime() - missed < FORGOTTEN.toNanos())) {
            return found;
        }
        found = awaited(code);
        if (found == null) {
            if (missing.size() >= MOST_MISSING) {
                missing.clear();
            }
            missing.put(code, System.nanoTime());
        }
        return found;
    }

    private @Nullable OfficeRegistered awaited(String code) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        OfficeRegistered found = null;
        while (found == null
                && System.nanoTime() < until
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
            found = find(code);
        }
        return found;
    }

    /** All that stand registered, by their codes. */
    public List<OfficeRegistered> all() {
        return offices.under("");
    }
}
