package zhuji.wire.tables;

import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
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

    private final GlobalTable<OfficeRegistered> offices;

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

    /**
     * This instance has not read of an office yet that intake knew already. Nothing is set aside for that: the task stops and is taken up
     * again, by when the table has caught up.
     */
    public static final class NotYetKnown extends RetriableException {
        public NotYetKnown(String code) {
            super("the office " + code + " is not in this instance's registry yet");
        }
    }

    /** What stands registered under a code, or null. */
    public @Nullable OfficeRegistered find(String code) {
        return offices.find(code);
    }

    /** All that stand registered, by their codes. */
    public List<OfficeRegistered> all() {
        return offices.under("");
    }
}
