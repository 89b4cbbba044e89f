package zhuji.escalation.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.DeskLine;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.Transition;
import zhuji.events.EventHeaders;
import zhuji.events.ReportAccepted;

/** The cases of a task, with everything that is kept of them. */
final class CaseStore {

    private static final Logger log = LoggerFactory.getLogger(CaseStore.class);

    /** Lines of a timeline that are kept, the latest; all of them stand on {@code incident.event}. */
    static final int MOST_LINES = 1_000;

    private final KeyValueStore<String, IncidentCase> cases;
    private final KeyValueStore<String, ReportAccepted> reports;
    private final KeyValueStore<String, Policy> policies;

    /** Few, large, and the same for good once frozen: read once. */
    private final Map<String, Policy> frozen = new HashMap<>();

    private final KeyValueStore<String, Happening> timeline;
    private final KeyValueStore<String, DeskLine> desks;
    private final KeyValueStore<String, Aside> asides;
    private final KeyValueStore<String, Waiting> waiting;
    private final KeyValueStore<String, byte[]> traces;
    private final Deadlines deadlines;
    private final Holdings holdings = new Holdings();

    CaseStore(ProcessorContext<?, ?> context) {
        this.cases = context.getStateStore(Stores.CASES);
        this.reports = context.getStateStore(Stores.REPORTS);
        this.policies = context.getStateStore(Stores.POLICIES);
        this.timeline = context.getStateStore(Stores.TIMELINE);
        this.desks = context.getStateStore(Stores.DESKS);
        this.asides = context.getStateStore(Stores.ASIDE);
        this.waiting = context.getStateStore(Stores.WAITING);
        this.traces = context.getStateStore(Stores.TRACES);
        this.deadlines = new Deadlines(context.getStateStore(Stores.DEADLINES));
        count();
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** How many open cases and duties there are. */
    Holdings holdings() {
        return holdings;
    }

    /** A case that cannot be read is passed over: it is told of when something is to be done about it. */
    private void count() {
        try (KeyValueIterator<String, IncidentCase> all = cases.all()) {
            while (all.hasNext()) {
                try {
                    holdings.move(null, all.next().value);
                } catch (RuntimeException unreadable) {
                    log.warn("a case in the state cannot be read, and is not counted among the open ones");
                }
            }
        }
        try (KeyValueIterator<String, Aside> all = asides.all()) {
            all.forEachRemaining(each -> holdings.setAside(1));
        }
    }

    @Nullable
    IncidentCase find(String incidentId) {
        return cases.get(incidentId);
    }

    /** The latest report of a case. */
    @Nullable
    ReportAccepted report(String incidentId) {
        return reports.get(incidentId);
    }

    void keep(String incidentId, ReportAccepted report) {
        reports.put(incidentId, report);
    }

    /**
     * What the events of a case carry on from: the trace of the report that opened it.
     *
     * @param cause headers of what happens to it now, for a case that has none yet
     */
    Headers traceOf(String incidentId, Headers cause) {
        byte[] trace = traces.get(incidentId);
        return trace == null ? cause : new RecordHeaders().add(EventHeaders.TRACE_PARENT, trace);
    }

    void keepTrace(String incidentId, Headers opening) {
        Header trace = opening.lastHeader(EventHeaders.TRACE_PARENT);
        if (trace != null && trace.value() != null) {
            traces.put(incidentId, trace.value());
        }
    }

    /** The policy a case was opened under. */
    Policy policyOf(IncidentCase incident) {
        Policy policy = frozen.computeIfAbsent(incident.policyVersion(), policies::get);
        if (policy == null) {
            throw new IllegalStateException("the policy a case was opened under is not in the store");
        }
        return policy;
    }

    void freeze(Policy policy) {
        if (frozen.putIfAbsent(policy.version(), policy) == null) {
            policies.putIfAbsent(policy.version(), policy);
        }
    }

    /** Keeps what a step made of a case. */
    void keep(@Nullable IncidentCase before, Transition transition) {
        IncidentCase after = transition.after();
        for (CaseEvent event : transition.events()) {
            add(after.incidentId(), Happening.of(event));
        }
        replace(before, after);
        deadlines.move(after.incidentId(), before == null ? null : before.nextInstant(), after.nextInstant());
    }

    /** A case after an event that changed nothing that is listed of it. */
    void keep(IncidentCase after, Happening happening) {
        add(after.incidentId(), happening);
        cases.put(after.incidentId(), after);
    }

    private void replace(@Nullable IncidentCase before, IncidentCase after) {
        if (!after.equals(before)) {
            cases.put(after.incidentId(), after);
            holdings.move(before, after);
            list(before == null ? Map.of() : DeskLine.of(before), DeskLine.of(after));
        }
    }

    private void add(String incidentId, Happening happening) {
        timeline.put(Stores.numberedKey(incidentId, happening.sequence()), happening);
        if (happening.sequence() > MOST_LINES) {
            timeline.delete(Stores.numberedKey(incidentId, happening.sequence() - MOST_LINES));
        }
    }

    private void list(Map<String, DeskLine> before, Map<String, DeskLine> after) {
        Map<String, DeskLine> gone = new HashMap<>(before);
        after.forEach((desk, line) -> {
            if (!line.equals(gone.remove(desk))) {
                desks.put(Stores.deskKey(desk, line.incidentId()), line);
            }
        });
        gone.forEach((desk, line) -> desks.delete(Stores.deskKey(desk, line.incidentId())));
    }

    @Nullable
    Aside aside(String incidentId) {
        return asides.get(incidentId);
    }

    /** Sets a case aside, with what waits in its order. */
    void setAside(String incidentId, String cause, Instant at, List<Waiting> commands) {
        asides.put(incidentId, new Aside(incidentId, cause, at, commands.size()));
        holdings.setAside(1);
        for (int number = 0; number < commands.size(); number++) {
            waiting.put(Stores.numberedKey(incidentId, number), commands.get(number));
        }
    }

    /** One more command waits. */
    void wait(Aside aside, Waiting command) {
        waiting.put(Stores.numberedKey(aside.incidentId(), aside.waiting()), command);
        asides.put(aside.incidentId(), aside.withOneMore());
    }

    /** The case is no longer set aside; what waited, in its order. */
    List<Waiting> takeUp(Aside aside) {
        List<Waiting> commands = new ArrayList<>();
        for (int number = 0; number < aside.waiting(); number++) {
            Waiting command = waiting.delete(Stores.numberedKey(aside.incidentId(), number));
            if (command != null) {
                commands.add(command);
            }
        }
        asides.delete(aside.incidentId());
        holdings.setAside(-1);
        return commands;
    }
}
