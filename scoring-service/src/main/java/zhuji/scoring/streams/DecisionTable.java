package zhuji.scoring.streams;

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
import zhuji.events.AnnualDecision;
import zhuji.events.Topics;
import zhuji.scoring.events.DecisionEvents;
import zhuji.wire.EventSerdes;

/** The decisions of every year, as every instance holds them. */
final class DecisionTable {

    static final String STORE = "decisions";

    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualDecision>> decisions;

    DecisionTable(ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualDecision>> decisions) {
        this.decisions = decisions;
    }

    static void addTo(StreamsBuilder builder, EventSerdes serdes) {
        builder.globalTable(
                Topics.SCORE_DECISION,
                Consumed.with(Serdes.String(), serdes.of(AnnualDecision.class)).withName("decisions-source"),
                Materialized.<String, AnnualDecision>as(Stores.inMemoryKeyValueStore(STORE))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serdes.of(AnnualDecision.class)));
    }

    /** Whether a person confirmed, for an earlier year, that it is no contact point any longer (21号 四). */
    boolean isRevokedBefore(String office, int year) {
        return of(office + "/").stream()
                .anyMatch(decision -> decision.getYear() < year && DecisionEvents.isRevocation(decision));
    }

    private List<AnnualDecision> of(String prefix) {
        List<AnnualDecision> found = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<AnnualDecision>> all =
                decisions.range(prefix, zhuji.scoring.streams.Stores.endOf(prefix))) {
            all.forEachRemaining(each -> found.add(each.value.value()));
        }
        return found;
    }

    /** The decisions of a year, in no order. */
    List<AnnualDecision> of(int year) {
        List<AnnualDecision> found = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<AnnualDecision>> all = decisions.all()) {
            all.forEachRemaining(each -> {
                if (each.value.value().getYear() == year) {
                    found.add(each.value.value());
                }
            });
        }
        return found;
    }
}
