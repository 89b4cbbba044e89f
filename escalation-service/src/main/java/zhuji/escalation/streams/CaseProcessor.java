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
import zhuji.input.Numbers;
import zhuji.input.Texts;
import zhuji.telemetry.Traces;
import zhuji.wire.EventStamp;
import zhuji.wire.commits.PromptCommits;
import zhuji.wire.failures.DeadLetters;
import zhuji.wire.failures.Quarantine;
import zhuji.wire.tables.OfficeTable;

/** Hands reports, actions and the passing of time to the state machine, and keeps its cases. A case that fails is set aside alone. */
final class CaseProcessor implements Processor<String, SpecificRecord, String, IncidentEvent> {

    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(CaseProcessor.class);

    /** Cases looked for at a time: after an outage many are due at once, and a transaction must stay short. */
    private static final int AT_ONCE = 500;

    /** Actions that wait for a case that is set aside, at most; reports always do. */
    private static final int MOST_WAITING = 1_000;

    /** How often gauges are brought up to date. */
    private static final Duration SHOWN = Duration.ofSeconds(1);

    private static final Duration LONGEST_PATROL = Duration.ofMillis(300);

    private final OfficeTable offices;
    private final Policies policies;
    private final InstantSource clock;
    private final Progress progress;
    private final Duration patrol;
    private final EscalationMetrics metrics;
    private final Traces traces;

    private ProcessorContext<String, IncidentEvent> context;
    private CaseStore store;
    private Steps steps;
    private PromptCommits commits;
    private Quarantine quarantine;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CaseProcessor(
            OfficeTable offices,
            Policies policies,
            InstantSource clock,
            Progress progress,
            Duration patrol,
            EscalationMetrics metrics,
            Traces traces) {
        this.offices = offices;
        this.policies = policies;
        this.clock = clock;
        this.progress = progress;
        this.patrol = patrol;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Override
    public void init(ProcessorContext<String, IncidentEvent> context) {
        this.context = context;
        this.store = new CaseStore(context);
        this.commits = PromptCommits.of(context, GATHERING);
        this.quarantine = Quarantine.in(context.appConfigs());
        this.steps = new Steps(new Escalation(new RegisteredDivisions(offices)), offices, store, policies);
        metrics.add(store.holdings());
        context.schedule(patrol, PunctuationType.WALL_CLOCK_TIME, tick -> patrol());
        context.schedule(SHOWN, PunctuationType.WALL_CLOCK_TIME, tick -> metrics.show());
    }

    @Override
    public void close() {
        metrics.remove(store.holdings());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        commits.processed(record.timestamp());
        String incidentId = Commands.incidentIdOf(record.value());
        Aside aside = store.aside(incidentId);
        if (aside == null) {
            handle(record);
        } else if (record.value() instanceof DeskAction action && action.getKind() == ActionKind.TAKE_UP) {
            takeUp(aside, action, Instant.ofEpochMilli(record.timestamp()), record.headers());
        } else if (record.value() instanceof DeskAction action && aside.waiting() >= MOST_WAITING) {
            take(incidentId, steps.ofTooMuch(action, Instant.ofEpochMilli(record.timestamp())), record.headers());
        } else {
            store.wait(aside, waiting(record));
        }
    }

    private void handle(Record<String, SpecificRecord> record) {
        Step step;
        try {
            step = steps.of(record.value(), Instant.ofEpochMilli(record.timestamp()), now());
        } catch (RuntimeException broken) {
            if (DeadLetters.mayBeMendedByRetrying(broken)) {
                throw broken;
            }
            setAside(record.key(), broken, List.of(waiting(record)), record.headers());
            throw DeadLetters.SetAside.theRecord(broken);
        }
        take(record.key(), step, record.headers());
    }

    /** Looks at the clock: whatever has fallen due is handled, however long nobody looked. */
    private void patrol() {
        Instant handled = progress.of(context.taskId().partition());
        if (handled == null) {
            return;
        }
        Instant begun = now();
        Instant upTo = handled.isBefore(begun) ? handled : begun;
        List<Deadlines.Due> due;
        do {
            due = store.deadlines().until(upTo, AT_ONCE);
            for (Deadlines.Due each : due) {
                handle(each, upTo, now());
            }
        } while (due.size() == AT_ONCE && now().isBefore(begun.plus(LONGEST_PATROL)));
        metrics.patrolled(begun, upTo);
    }

    private void handle(Deadlines.Due due, Instant upTo, Instant now) {
        if (store.aside(due.incidentId()) != null) {
            // Set aside when its state could not be read: nobody knew of this deadline then. Taking it up brings it
            // back.
            store.deadlines().move(due.incidentId(), due.due(), null);
            return;
        }
        Step step;
        try {
            quarantine.refuseTimer(due.incidentId());
            step = steps.ofPassing(due.incidentId(), upTo, now);
        } catch (RuntimeException broken) {
            if (DeadLetters.mayBeMendedByRetrying(broken)) {
                throw broken;
            }
            store.deadlines().move(due.incidentId(), due.due(), null);
            setAside(due.incidentId(), broken, List.of(), new RecordHeaders());
            throw DeadLetters.SetAside.noRecord(Topics.INCIDENT_ACTION, due.incidentId(), broken);
        }
        if (step == null) {
            store.deadlines().move(due.incidentId(), due.due(), null);
        } else {
            take(due.incidentId(), step, new RecordHeaders());
            commits.processed(context.currentSystemTimeMs());
            step.happened().forEach(event -> metrics.fired(event, now));
        }
    }

    /** All that happens to a case, whoever brings it about, is one trace: that of the report that opened it. */
    private void take(String incidentId, Step step, Headers cause) {
        traces.follow(
                "step",
                store.traceOf(incidentId, cause),
                span -> span.tag("zhuji.incident", incidentId),
                headers -> take(step, headers));
        if (step.opens()) {
            store.keepTrace(incidentId, cause);
        }
    }

    /** The events go first: should one be impossible to write, the case stays as it was. */
    private void take(Step step, Headers headers) {
        step.events().forEach(event -> emit(event, headers));
        step.keep(store);
        step.kinds().forEach(metrics::happened);
        step.happened().forEach(metrics::hopped);
    }

    /** Its deadlines rest, and what comes for it waits, until it is taken up; all other cases go on. */
    private void setAside(String incidentId, RuntimeException broken, List<Waiting> waiting, Headers cause) {
        Instant now = now();
        IncidentCase incident = readable(incidentId);
        String name = DeadLetters.rootOf(broken).getClass().getName();
        String trace = EventStamp.traceIdIn(cause);
        log.atError()
                .addKeyValue("incident", incidentId)
                .addKeyValue("cause", name)
                .addKeyValue("traceId", trace == null ? "none" : trace)
                .log("the handling of a case failed; it is set aside, the others go on");
        if (incident != null) {
            store.deadlines().move(incidentId, incident.nextInstant(), null);
        }
        tell(CaseEvent.Kind.SET_ASIDE, incidentId, incident, now, name, cause);
        store.setAside(incidentId, name, now, waiting);
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
        IncidentCase after = incident == null ? null : incident.happened();
        emit(
                CaseEvents.ofSettingAside(
                        kind,
                        incidentId,
                        after,
                        at,
                        cause,
                        policies.of(incidentId).version()),
                headers);
        if (after != null) {
            store.keep(after, Happening.of(after, kind, at));
        }
        metrics.happened(kind);
    }

    /** What waits is handled in its order; should it fail again, the case is set aside again with what is left. */
    private void takeUp(Aside aside, DeskAction action, Instant at, Headers headers) {
        String incidentId = aside.incidentId();
        IncidentCase incident = readable(incidentId);
        var command = Commands.of(action, at);
        if (incident != null && incident.actions().containsKey(command.key())) {
            return;
        }
        List<Waiting> waiting = store.takeUp(aside);
        IncidentCase taken = incident == null ? null : incident.remembering(command, null);
        tell(
                CaseEvent.Kind.TAKEN_UP,
                incidentId,
                taken,
                now(),
                Texts.shown(action.getActionId(), Numbers.LONGEST_IDENTITY),
                headers);
        for (int done = 0; done < waiting.size(); done++) {
            Waiting next = waiting.get(done);
            Step step;
            try {
                step = steps.of(StoredEvents.command(next.topic(), next.encoded()), next.at(), now());
            } catch (RuntimeException broken) {
                if (DeadLetters.mayBeMendedByRetrying(broken)) {
                    throw broken;
                }
                setAside(incidentId, broken, waiting.subList(done, waiting.size()), headers);
                return;
            }
            take(incidentId, step, headers);
        }
        IncidentCase now = readable(incidentId);
        if (now != null) {
            store.deadlines().move(incidentId, null, now.nextInstant());
        }
    }

    private static Waiting waiting(Record<String, SpecificRecord> record) {
        String topic = record.value() instanceof ReportAccepted ? Topics.REPORT_ACCEPTED : Topics.INCIDENT_ACTION;
        return new Waiting(topic, Instant.ofEpochMilli(record.timestamp()), StoredEvents.encoded(record.value()));
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
