package zhuji.escalation.streams;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.DeskLine;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.Transition;
import zhuji.events.ReportAccepted;

/** The cases of a task, with everything that is kept of them. */
final class CaseStore {

    private final KeyValueStore<String, IncidentCase> cases;
    private final KeyValueStore<String, ReportAccepted> reports;
    private final KeyValueStore<String, Policy> policies;
    private final KeyValueStore<String, Happening> timeline;
    private final KeyValueStore<String, DeskLine> desks;
    private final KeyValueStore<String, Aside> asides;
    private final Deadlines deadlines;

    CaseStore(ProcessorContext<?, ?> context) {
        this.cases = context.getStateStore(Stores.CASES);
        this.reports = context.getStateStore(Stores.REPORTS);
        this.policies = context.getStateStore(Stores.POLICIES);
        this.timeline = context.getStateStore(Stores.TIMELINE);
        this.desks = context.getStateStore(Stores.DESKS);
        this.asides = context.getStateStore(Stores.ASIDE);
        this.deadlines = new Deadlines(context.getStateStore(Stores.DEADLINES));
    }

    Deadlines deadlines() {
        return deadlines;
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

    /** The policy a case was opened under. */
    Policy policyOf(IncidentCase incident) {
        Policy frozen = policies.get(incident.policyVersion());
        if (frozen == null) {
            throw new IllegalStateException("the policy a case was opened under is not in the store");
        }
        return frozen;
    }

    void freeze(Policy policy) {
        policies.putIfAbsent(policy.version(), policy);
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

    /** A case after an event that changed nothing of it but their number. */
    void keep(IncidentCase before, Happening happening) {
        add(before.incidentId(), happening);
        replace(before, before.happened());
    }

    private void replace(@Nullable IncidentCase before, IncidentCase after) {
        if (!after.equals(before)) {
            cases.put(after.incidentId(), after);
            list(before == null ? Map.of() : DeskLine.of(before), DeskLine.of(after));
        }
    }

    private void add(String incidentId, Happening happening) {
        timeline.put(Stores.timelineKey(incidentId, happening.sequence()), happening);
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

    void setAside(Aside aside) {
        asides.put(aside.incidentId(), aside);
    }

    void takeUp(String incidentId) {
        asides.delete(incidentId);
    }
}
