package zhuji.escalation.streams;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.Transition;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;

/**
 * What is to be done about one command: decided whole before anything is written.
 *
 * @param before the case before it; null when there was none
 * @param transition what it does to the case; null when there is no case it could change
 * @param events what is told
 * @param report the report to keep; null when there is none
 * @param policy the policy to freeze for a case that opens
 */
record Step(
        @Nullable IncidentCase before,
        @Nullable Transition transition,
        List<IncidentEvent> events,
        @Nullable ReportAccepted report,
        @Nullable Policy policy) {

    /** Whether there was no case before it, and is one after. */
    boolean opens() {
        return before == null && transition != null;
    }

    void keep(CaseStore store) {
        if (transition == null) {
            return;
        }
        if (policy != null) {
            store.freeze(policy);
        }
        if (report != null) {
            store.keep(transition.after().incidentId(), report);
        }
        store.keep(before, transition);
    }

    /** What happened to the case. */
    List<CaseEvent> happened() {
        return transition == null ? List.of() : transition.events();
    }

    /** What kinds of things happened, to a case or to none. */
    List<CaseEvent.Kind> kinds() {
        return transition == null
                ? List.of(CaseEvent.Kind.REFUSED)
                : transition.events().stream().map(CaseEvent::kind).toList();
    }
}
