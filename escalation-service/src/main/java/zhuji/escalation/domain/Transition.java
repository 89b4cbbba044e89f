package zhuji.escalation.domain;

import java.util.List;

/**
 * What a command or the passing of time did to a case.
 *
 * @param after the case as it stands now
 * @param events what happened, in order
 */
public record Transition(IncidentCase after, List<CaseEvent> events) {
    public Transition {
        events = List.copyOf(events);
    }
}
