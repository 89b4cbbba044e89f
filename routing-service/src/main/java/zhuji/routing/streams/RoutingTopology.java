package zhuji.routing.streams;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import zhuji.events.Topics;
import zhuji.routing.events.Addressed;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.OfficeTable;

/** Routing: what happened in, who is told out, all of one cause in one transaction (R4). */
public final class RoutingTopology {

    private final EventSerdes serdes;
    private final RoutingMetrics metrics;

    public RoutingTopology(EventSerdes serdes, RoutingMetrics metrics) {
        this.serdes = serdes;
        this.metrics = metrics;
    }

    /** Adds the topology to a builder. */
    public void addTo(StreamsBuilder builder) {
        OfficeTable offices = OfficeTable.addTo(builder, serdes);
        Revocations revocations = Revocations.addTo(builder, serdes);
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(RoutingProcessor.MODES), Serdes.String(), Serdes.String()));
        Serde<SpecificRecord> events = serdes.passingSubmissionsOn(SpecificRecord.class);
        builder.stream(
                        List.of(
                                Topics.REPORT_ACCEPTED,
                                Topics.REPORT_REJECTED,
                                Topics.INCIDENT_EVENT,
                                Topics.REPORT_EVALUATED,
                                Topics.SCORE_REMINDER),
                        Consumed.with(Serdes.String(), events).withName("happenings"))
                .process(
                        () -> new RoutingProcessor(offices, revocations, metrics),
                        Named.as("route"),
                        RoutingProcessor.MODES)
                .to(
                        (key, event, context) -> Addressed.topicOf(event),
                        Produced.with(Serdes.String(), events).withName("addressed"));
    }
}
