package zhuji.scoring.streams;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.events.Duty;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.Rung;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Finding;

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
        Fact fact = event.getMode() == Mode.ACTUAL
                ? fact(
                        event,
                        FactProcessor.cause(event.getEventId(), event.getAt(), FactProcessor.place(context)),
                        filedAt(event))
                : null;
        if (fact != null) {
            context.forward(record.withKey(fact.office()).withValue(fact));
        }
    }

    private Instant filedAt(IncidentEvent event) {
        Long known = cases.get(event.getIncidentId());
        return known == null ? event.getAt() : Instant.ofEpochMilli(known);
    }

    private static @Nullable Fact fact(IncidentEvent event, Cause cause, Instant filedAt) {
        return switch (event.getKind()) {
            case OPENED ->
                event.getMatter() == Matter.INCIDENT ? new Fact.CaseOpened(event.getOffice(), cause, filedAt) : null;
            case RELAYED -> inTime(event, cause, filedAt, false);
            case ACKNOWLEDGED -> inTime(event, cause, filedAt, true);
            case DEADLINE_MISSED ->
                event.getRung() == null || event.getDuty() == Duty.FOLLOW_UP
                        ? null
                        : new Fact.Hop(event.getRung(), cause, filedAt, true);
            case FOUND ->
                event.getFinding() == null || event.getReportId() == null
                        ? null
                        : new Fact.Found(
                                event.getOffice(),
                                event.getReportId(),
                                new Finding(Facts.known(Finding.Kind.class, event.getFinding()), cause));
            default -> null;
        };
    }

    /**
     * A hop is made by relaying, at the top by acknowledging; one that missed its deadline was counted when it did.
     *
     * @param top whether it counts for the top of the ladder, or for those below
     */
    private static @Nullable Fact inTime(IncidentEvent event, Cause cause, Instant filedAt, boolean top) {
        Rung rung = event.getLadder().stream()
                .filter(each -> each.getOffice().equals(event.getRung()))
                .findFirst()
                .orElse(null);
        if (rung == null
                || rung.getMissedAt() != null
                || top != rung.equals(event.getLadder().getLast())) {
            return null;
        }
        return new Fact.Hop(rung.getOffice(), cause, filedAt, false);
    }
}
