package zhuji.escalation.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import zhuji.events.DeskAction;

/** Tells actions that stand where their case is kept from those that another key or partitioner put elsewhere: they are taken wherever they stand. */
final class PlacingProcessor implements Processor<String, DeskAction, String, PlacedAction> {

    private final int places;
    private ProcessorContext<String, PlacedAction> context;

    /** @param places at which cases are kept */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    PlacingProcessor(int places) {
        this.places = places;
    }

    @Override
    public void init(ProcessorContext<String, PlacedAction> given) {
        this.context = given;
    }

    @Override
    public void process(Record<String, DeskAction> record) {
        String incidentId = Commands.incidentIdOf(record.value());
        int place = BuiltInPartitioner.partitionForKey(incidentId.getBytes(StandardCharsets.UTF_8), places);
        boolean here = context.recordMetadata().map(RecordMetadata::partition).orElse(place) == place;
        context.forward(record.withKey(incidentId).withValue(new PlacedAction(record.value(), here)));
    }
}
