package zhuji.scoring.streams;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.events.Facts;

/** Makes the facts of events that need nothing else to be understood. */
final class FactProcessor<E extends SpecificRecord> implements Processor<String, E, String, Fact> {

    private ProcessorContext<String, Fact> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    FactProcessor() {}

    @Override
    public void init(ProcessorContext<String, Fact> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, E> record) {
        Fact fact = Facts.of(record.value(), (id, at) -> cause(id, at, place(context)), record.timestamp());
        if (fact != null) {
            context.forward(record.withKey(fact.office()).withValue(fact));
        }
    }

    static Cause cause(String id, Instant at, RecordMetadata place) {
        return new Cause(id, place.topic(), place.partition(), place.offset(), at);
    }

    /** Where the record being handled stands. */
    static RecordMetadata place(ProcessorContext<?, ?> context) {
        return context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record has its place while it is handled"));
    }
}
