package zhuji.scoring.streams;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.springframework.kafka.support.serializer.JacksonJsonSerde;
import zhuji.events.AnnualTally;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.scoring.domain.Tally;
import zhuji.wire.EventSerdes;

/** Scoring: accepted reports in, the tally of each office's year out. */
public final class ScoringTopology {

    private final EventSerdes serdes;

    public ScoringTopology(EventSerdes serdes) {
        this.serdes = serdes;
    }

    /** Adds the topology to a builder. */
    public void addTo(StreamsBuilder builder) {
        Serde<Tally> tallies =
                new JacksonJsonSerde<>(Tally.class).ignoreTypeHeaders().noTypeInfo();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TallyProcessor.TALLIES), Serdes.String(), tallies));
        builder.stream(
                        Topics.REPORT_ACCEPTED,
                        Consumed.with(Serdes.String(), serdes.of(ReportAccepted.class))
                                .withName("accepted"))
                .process(TallyProcessor::new, Named.as("tally"), TallyProcessor.TALLIES)
                .to(
                        Topics.SCORE_TALLY,
                        Produced.with(Serdes.String(), serdes.of(AnnualTally.class))
                                .withName("tallied"));
    }
}
