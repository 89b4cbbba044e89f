package zhuji.scoring.streams;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.events.CaseFacts;

/** Makes the facts of what happens to cases; they count for the year in which the first report of the case was submitted. */
final class CaseFactProcessor implements Processor<String, IncidentEvent, String, Fact> {

    private ProcessorContext<String, Fact> context;
    private KeyValueStore<String, Long> cases;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CaseFactProcessor() {}

    @Override
    public void init(ProcessorContext<String, Fact> context) {
        this.context = context;
        this.cases = context.getStateStore(Stores.CASES);
    }

    @Override
    public void process(Record<String, IncidentEvent> record) {
        IncidentEvent event = record.value();
        if (event.getKind() == IncidentEventKind.OPENED && event.getReport() != null) {
            cases.putIfAbsent(
                    event.getIncidentId(), event.getReport().getSubmittedAt().toEpochMilli());
        }
        Cause cause = FactProcessor.cause(event.getEventId(), event.getAt(), FactProcessor.place(context));
        Fact fact = CaseFacts.of(event, cause, filedAt(event));
        if (fact != null) {
            context.forward(record.withKey(fact.office()).withValue(fact));
        }
    }

    private Instant filedAt(IncidentEvent event) {
        Long known = cases.get(event.getIncidentId());
        return known == null ? event.getAt() : Instant.ofEpochMilli(known);
    }
}
