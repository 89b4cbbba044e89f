package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.Escalation;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Policies;
import zhuji.events.ActionKind;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.wire.DeadLetters;
import zhuji.wire.EventStamp;
import zhuji.wire.OfficeTable;

/** Hands reports, actions and the passing of time to the state machine, and keeps its cases. A case that fails is set aside alone. */
final class CaseProcessor implements Processor<String, SpecificRecord, String, IncidentEvent> {

    private static final Logger log = LoggerFactory.getLogger(CaseProcessor.class);

    /** Cases handled in one patrol: after an outage many are due at once, and a transaction must stay short. */
    private static final int AT_ONCE = 500;

    private final Policies policies;
    private final InstantSource clock;
    private final Progress progress;
    private final Duration patrol;
    private final EscalationMetrics metrics;

    private ProcessorContext<String, IncidentEvent> context;
    private CaseStore store;
    private Steps steps;
    private long handledActions;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CaseProcessor(
            Policies policies, InstantSource clock, Progress progress, Duration patrol, EscalationMetrics metrics) {
        this.policies = policies;
        this.clock = clock;
        this.progress = progress;
        this.patrol = patrol;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, IncidentEvent> context) {
        this.context = context;
        this.store = new CaseStore(context);
        OfficeTable offices = OfficeTable.in(context);
        this.steps = new Steps(new Escalation(new RegisteredDivisions(offices)), offices, store, policies);
        context.schedule(patrol, PunctuationType.WALL_CLOCK_TIME, tick -> patrol());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Aside aside = store.aside(record.key());
        if (aside == null) {
            handle(record);
        } else if (record.value() instanceof DeskAction action && action.getKind() == ActionKind.TAKE_UP) {
            takeUp(aside, action, record.headers());
        } else {
            store.setAside(aside.with(waiting(record)));
        }
        noteProgress();
    }

    private void noteProgress() {
        context.recordMetadata()
                .filter(place -> place.topic().equals(Topics.INCIDENT_ACTION))
                .ifPresent(place -> handledActions = place.offset() + 1);
    }

    private void handle(Record<String, SpecificRecord> record) {
        Step step;
        try {
            step = steps.of(record.value(), Instant.ofEpochMilli(record.timestamp()), now());
        } catch (RuntimeException broken) {
            if (DeadLetters.mayBeMendedByRetrying(broken)) {
                throw broken;
            }
            noteProgress();
            setAside(record.key(), broken, List.of(waiting(record)), record.headers());
            throw broken;
        }
        take(step, record.headers());
    }

    /** Looks at the clock: whatever has fallen due is handled, however long nobody looked. */
    private void patrol() {
        Instant handled = progress.of(context.taskId().partition(), handledActions);
        if (handled == null) {
            return;
        }
        Instant now = now();
        Instant upTo = handled.isBefore(now) ? handled : now;
        for (Deadlines.Due due : store.deadlines().until(upTo, AT_ONCE)) {
            handle(due, upTo, now);
        }
        metrics.patrolled(now);
    }

    private void handle(Deadlines.Due due, Instant upTo, Instant now) {
        Step step;
        try {
            step = steps.ofPassing(due.incidentId(), upTo, now);
        } catch (RuntimeException broken) {
            if (DeadLetters.mayBeMendedByRetrying(broken)) {
                throw broken;
            }
            store.deadlines().move(due.incidentId(), due.due(), null);
            setAside(due.incidentId(), broken, List.of(), new RecordHeaders());
            throw new DeadLetters.Unrecorded(Topics.INCIDENT_ACTION, due.incidentId(), broken);
        }
        if (step == null) {
            store.deadlines().move(due.incidentId(), due.due(), null);
        } else {
            take(step, new RecordHeaders());
            step.happened().forEach(event -> metrics.fired(event, now));
        }
    }

    /** The events go first: should one be impossible to write, the case stays as it was. */
    private void take(Step step, Headers cause) {
        step.events().forEach(event -> emit(event, cause));
        step.keep(store);
        step.kinds().forEach(metrics::happened);
    }

    /** Its deadlines rest, and what comes for it waits, until it is taken up; all other cases go on. */
    private void setAside(String incidentId, RuntimeException broken, List<Aside.Waiting> waiting, Headers cause) {
        Instant now = now();
        IncidentCase incident = readable(incidentId);
        String name = DeadLetters.rootOf(broken).getClass().getName();
        log.atError()
                .addKeyValue("incident", incidentId)
                .addKeyValue("cause", name)
                .log("the handling of a case failed; it is set aside, the others go on");
        tell(CaseEvent.Kind.SET_ASIDE, incidentId, incident, now, name, cause);
        if (incident != null) {
            store.deadlines().move(incidentId, incident.nextInstant(), null);
        }
        store.setAside(new Aside(incidentId, name, now, waiting));
        metrics.happened(CaseEvent.Kind.SET_ASIDE);
    }

    private @Nullable IncidentCase readable(String incidentId) {
        try {
            return store.find(incidentId);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private void tell(
            CaseEvent.Kind kind,
            String incidentId,
            @Nullable IncidentCase incident,
            Instant at,
            @Nullable String cause,
            Headers headers) {
        emit(
                CaseEvents.ofSettingAside(
                        kind,
                        incidentId,
                        incident,
                        at,
                        cause,
                        policies.of(incidentId).version()),
                headers);
        if (incident != null) {
            store.keep(incident, Happening.of(incident.happened(), kind, at));
        }
    }

    /** What waits is handled in its order; should it fail again, the case is set aside again with what is left. */
    private void takeUp(Aside aside, DeskAction action, Headers headers) {
        String incidentId = aside.incidentId();
        store.takeUp(incidentId);
        tell(CaseEvent.Kind.TAKEN_UP, incidentId, readable(incidentId), now(), action.getActionId(), headers);
        metrics.happened(CaseEvent.Kind.TAKEN_UP);
        for (int done = 0; done < aside.waiting().size(); done++) {
            Aside.Waiting waiting = aside.waiting().get(done);
            try {
                take(steps.of(StoredEvents.command(waiting.topic(), waiting.encoded()), waiting.at(), now()), headers);
            } catch (RuntimeException broken) {
                if (DeadLetters.mayBeMendedByRetrying(broken)) {
                    throw broken;
                }
                setAside(
                        incidentId,
                        broken,
                        aside.waiting().subList(done, aside.waiting().size()),
                        headers);
                return;
            }
        }
        IncidentCase incident = readable(incidentId);
        if (incident != null) {
            store.deadlines().move(incidentId, null, incident.nextInstant());
        }
    }

    private static Aside.Waiting waiting(Record<String, SpecificRecord> record) {
        String topic = record.value() instanceof ReportAccepted ? Topics.REPORT_ACCEPTED : Topics.INCIDENT_ACTION;
        return new Aside.Waiting(topic, Instant.ofEpochMilli(record.timestamp()), StoredEvents.encoded(record.value()));
    }

    private void emit(IncidentEvent event, Headers cause) {
        Headers headers =
                EventStamp.headers(event.getEventId(), IncidentEvent.class, Topics.ESCALATION, event.getAt(), cause);
        context.forward(new Record<>(event.getIncidentId(), event, event.getAt().toEpochMilli(), headers));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
