package zhuji.routing.streams;

import java.time.Instant;
import java.time.ZoneId;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import zhuji.events.AnnualDecision;
import zhuji.events.Outcome;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** Which contact points are none any longer: what a year's score decided and a person confirmed holds from the next year on (21号 四). */
final class Revocations {

    private static final String STORE = "decisions";

    /** Years are those of {@code submittedAt} in this zone. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualDecision>> decisions;

    private Revocations(ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualDecision>> decisions) {
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

    static Revocations in(ProcessingContext context) {
        return new Revocations(context.getStateStore(STORE));
    }

    /** Whether an earlier year's decision has taken an office from the contact points by the time it submitted something. */
    boolean hold(String office, Instant submittedAt) {
        int year = submittedAt.atZone(ZONE).getYear();
        String prefix = office + "/";
        try (KeyValueIterator<String, ValueAndTimestamp<AnnualDecision>> years =
                decisions.range(prefix, prefix + Character.MAX_VALUE)) {
            while (years.hasNext()) {
                AnnualDecision decision = years.next().value.value();
                if (decision.getYear() < year && decision.getConfirmed() && decision.getOutcome() == Outcome.REVOKE) {
                    return true;
                }
            }
        }
        return false;
    }
}
