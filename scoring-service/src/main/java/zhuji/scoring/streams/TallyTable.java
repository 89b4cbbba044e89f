package zhuji.scoring.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualTally;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** The published tallies, as every instance holds them: so any of them ranks all offices. */
final class TallyTable {

    static final String STORE = "tallies";

    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualTally>> tallies;

    TallyTable(ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualTally>> tallies) {
        this.tallies = tallies;
    }

    static void addTo(StreamsBuilder builder, EventSerdes serdes) {
        builder.globalTable(
                Topics.SCORE_TALLY,
                Consumed.with(Serdes.String(), serdes.of(AnnualTally.class)).withName("tallies-source"),
                Materialized.<String, AnnualTally>as(Stores.inMemoryKeyValueStore(STORE))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serdes.of(AnnualTally.class)));
    }

    /** An office's tally; null when it has none. */
    @Nullable
    AnnualTally find(String office, int year) {
        ValueAndTimestamp<AnnualTally> found = tallies.get(zhuji.scoring.streams.Stores.yearKey(office, year));
        return found == null ? null : found.value();
    }

    /** The tallies of a year, in no order. */
    List<AnnualTally> of(int year) {
        List<AnnualTally> found = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<AnnualTally>> all = tallies.all()) {
            all.forEachRemaining(each -> {
                if (each.value.value().getYear() == year) {
                    found.add(each.value.value());
                }
            });
        }
        return found;
    }

    /** The latest submission there is; null when there is none. */
    @Nullable
    Instant latestSubmission() {
        Instant latest = null;
        try (KeyValueIterator<String, ValueAndTimestamp<AnnualTally>> all = tallies.all()) {
            while (all.hasNext()) {
                Instant at = all.next().value.value().getLastSubmittedAt();
                latest = latest == null || (at != null && at.isAfter(latest)) ? at : latest;
            }
        }
        return latest;
    }
}
