package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Escalation;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.IncidentReport;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.Transition;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.wire.EventStamp;
import zhuji.wire.OfficeTable;

/** Hands reports, actions and the passing of time to the state machine, and keeps its cases. */
final class CaseProcessor implements Processor<String, SpecificRecord, String, IncidentEvent> {

    /** A relay that reached the broker in time may take a moment to reach this process. Well inside the five seconds of I5. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Policy current;
    private final InstantSource clock;
    private final Duration patrol;
    private final EscalationMetrics metrics;

    private ProcessorContext<String, IncidentEvent> context;
    private KeyValueStore<String, IncidentCase> cases;
    private KeyValueStore<String, ReportAccepted> reports;
    private KeyValueStore<String, Policy> policies;
    private Deadlines deadlines;
    private OfficeTable offices;
    private Escalation escalation;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CaseProcessor(Policy current, InstantSource clock, Duration patrol, EscalationMetrics metrics) {
        this.current = current;
        this.clock = clock;
        this.patrol = patrol;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, IncidentEvent> context) {
        this.context = context;
        this.cases = context.getStateStore(Stores.CASES);
        this.reports = context.getStateStore(Stores.REPORTS);
        this.policies = context.getStateStore(Stores.POLICIES);
        this.deadlines = new Deadlines(context.getStateStore(Stores.DEADLINES));
        this.offices = OfficeTable.in(context);
        this.escalation = new Escalation(new RegisteredDivisions(offices));
        context.schedule(patrol, PunctuationType.WALL_CLOCK_TIME, tick -> patrol());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        switch (record.value()) {
            case ReportAccepted accepted -> report(accepted, record.headers());
            case zhuji.events.DeskAction action ->
                act(Commands.of(action, Instant.ofEpochMilli(record.timestamp())), record);
            default ->
                throw new IllegalArgumentException(
                        "escalation reads no " + record.value().getSchema().getName());
        }
    }

    private void report(ReportAccepted accepted, Headers headers) {
        if (offices.find(accepted.getOffice()) == null) {
            throw new OfficeTable.NotYetKnown(accepted.getOffice());
        }
        IncidentReport report = Commands.of(accepted);
        IncidentCase before = cases.get(report.incidentId());
        Transition transition =
                before == null ? escalation.open(report, current) : escalation.follow(before, report, policyOf(before));
        keep(before, transition, accepted, report.eventId(), headers);
        reports.put(report.incidentId(), accepted);
        policies.putIfAbsent(current.version(), current);
    }

    private void act(DeskAction action, Record<String, SpecificRecord> record) {
        IncidentCase before = cases.get(action.incidentId());
        String cause = Topics.INCIDENT_ACTION + "/" + action.incidentId() + "/" + action.actionId();
        if (before == null) {
            emit(CaseEvents.unknownCase(cause + "#REFUSED", action, current.version()), record.headers());
            return;
        }
        keep(before, escalation.act(before, action, policyOf(before)), latest(before), cause, record.headers());
    }

    /** Looks at the clock: every deadline that has come is handled, however long nobody looked. */
    private void patrol() {
        Instant now = clock.instant();
        for (Deadlines.Due due : deadlines.until(now.minus(GRACE))) {
            IncidentCase before = cases.get(due.incidentId());
            if (before == null) {
                deadlines.move(due.incidentId(), due.due(), null);
                continue;
            }
            String cause = due.incidentId() + "/due/" + due.due();
            keep(before, escalation.pass(before, now, policyOf(before)), latest(before), cause, new RecordHeaders());
            metrics.fired(Duration.between(due.due(), now));
        }
    }

    private @Nullable ReportAccepted latest(IncidentCase incident) {
        return reports.get(incident.incidentId());
    }

    /** The events go first: should one be impossible to write, the case stays as it was. */
    private void keep(
            @Nullable IncidentCase before,
            Transition transition,
            @Nullable ReportAccepted report,
            String cause,
            Headers headers) {
        for (CaseEvent event : transition.events()) {
            String place = event.rung() == null ? "" : "/" + event.rung();
            emit(CaseEvents.of(cause + "#" + event.kind() + place, event, report), headers);
            metrics.happened(event.kind());
        }
        IncidentCase after = transition.after();
        cases.put(after.incidentId(), after);
        deadlines.move(after.incidentId(), before == null ? null : before.nextDue(), after.nextDue());
    }

    private void emit(IncidentEvent event, Headers cause) {
        Headers headers =
                EventStamp.headers(event.getEventId(), IncidentEvent.class, Topics.ESCALATION, event.getAt(), cause);
        context.forward(new Record<>(event.getIncidentId(), event, event.getAt().toEpochMilli(), headers));
    }

    private Policy policyOf(IncidentCase incident) {
        Policy frozen = policies.get(incident.policyVersion());
        if (frozen == null) {
            throw new IllegalStateException("the policy a case was opened under is not in the store");
        }
        return frozen;
    }
}
