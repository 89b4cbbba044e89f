package zhuji.wire;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;

/** The office registry as every instance of a service holds it: a global table over {@code office.registered}. */
public final class OfficeTable {

    /** Name of the store, for queries from outside the topology. */
    public static final String STORE = "offices";

    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<OfficeRegistered>> offices;

    private OfficeTable(ReadOnlyKeyValueStore<String, ValueAndTimestamp<OfficeRegistered>> offices) {
        this.offices = offices;
    }

    /** Adds the table to a topology. */
    public static void addTo(StreamsBuilder builder, EventSerdes serdes) {
        builder.globalTable(
                Topics.OFFICE_REGISTERED,
                Consumed.with(Serdes.String(), serdes.remembering(OfficeRegistered.class))
                        .withName("offices-source"),
                // Its serdes are those it is read with.
                Materialized.as(Stores.inMemoryKeyValueStore(STORE)));
    }

    /** The table as a processor of the topology sees it. */
    public static OfficeTable in(ProcessingContext context) {
        return new OfficeTable(context.getStateStore(STORE));
    }

    /** The table as a store queried from outside the topology. */
    public static OfficeTable over(ReadOnlyKeyValueStore<String, ValueAndTimestamp<OfficeRegistered>> store) {
        return new OfficeTable(store);
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
        ValueAndTimestamp<OfficeRegistered> found = offices.get(code);
        return found == null ? null : found.value();
    }
}
