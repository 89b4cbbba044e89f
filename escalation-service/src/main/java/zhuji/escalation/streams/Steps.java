package zhuji.escalation.streams;

import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Escalation;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.IncidentReport;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.Refusal;
import zhuji.escalation.domain.Transition;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.wire.tables.OfficeTable;

/** Decides what a command or the passing of time does; writes nothing. */
final class Steps {

    private final Escalation escalation;
    private final OfficeTable offices;
    private final CaseStore store;
    private final Policies policies;

    Steps(Escalation escalation, OfficeTable offices, CaseStore store, Policies policies) {
        this.escalation = escalation;
        this.offices = offices;
        this.store = store;
        this.policies = policies;
    }

    /**
     * The step of a command.
     *
     * @param at when the broker received it
     * @param now when it is handled
     */
    Step of(SpecificRecord command, Instant at, Instant now) {
        return switch (command) {
            case ReportAccepted accepted -> of(accepted, now);
            case zhuji.events.DeskAction action -> of(Commands.of(action, at), now);
            default ->
                throw new IllegalArgumentException(
                        "escalation reads no " + command.getSchema().getName());
        };
    }

    private Step of(ReportAccepted accepted, Instant now) {
        // What this instance has not read of yet it has in a moment; of an office that is gone the code says who is
        // above.
        var unused = offices.findOrAwait(accepted.getOffice());
        IncidentReport report = Commands.of(accepted);
        IncidentCase before = store.find(report.incidentId());
        Policy policy = before == null ? policies.of(report.office()) : store.policyOf(before);
        if (before == null) {
            Refusal refusal = escalation.refusalOf(report);
            return refusal == null
                    ? step(null, escalation.open(report, now, policy), report.eventId(), accepted, policy)
                    : refused(CaseEvents.refused(report, refusal, policy.version()));
        }
        Transition transition = escalation.follow(before, report, now, policy);
        boolean counted = transition.after().version() > before.version();
        return step(before, transition, report.eventId(), counted ? accepted : null, null);
    }

    private Step of(DeskAction action, Instant now) {
        IncidentCase before = store.find(action.incidentId());
        String cause = causeOf(action);
        if (before == null) {
            Policy policy = policies.of(action.incidentId());
            return refused(CaseEvents.refused(action, cause, Refusal.UNKNOWN_CASE, policy.version()));
        }
        return step(before, escalation.act(before, action, now, store.policyOf(before)), cause, null, null);
    }

    /** The step of an action on a case that is set aside, with which as much waits already as may. */
    Step ofTooMuch(zhuji.events.DeskAction late, Instant at) {
        DeskAction action = Commands.of(late, at);
        Policy policy = policies.of(action.incidentId());
        return refused(CaseEvents.refused(action, causeOf(action), Refusal.TOO_MANY_WAITING, policy.version()));
    }

    static String causeOf(DeskAction action) {
        return Topics.INCIDENT_ACTION + "/" + action.incidentId() + "/" + action.key();
    }

    /** The step of time; null when there is no such case any more. */
    @Nullable
    Step ofPassing(String incidentId, Instant upTo, Instant now) {
        IncidentCase before = store.find(incidentId);
        return before == null
                ? null
                : step(before, escalation.pass(before, upTo, now, store.policyOf(before)), incidentId, null, null);
    }

    private Step step(
            @Nullable IncidentCase before,
            Transition transition,
            String cause,
            @Nullable ReportAccepted accepted,
            @Nullable Policy policy) {
        ReportAccepted latest =
                accepted == null ? store.report(transition.after().incidentId()) : accepted;
        List<IncidentEvent> events = transition.events().stream()
                .map(event -> CaseEvents.of(cause, event, latest))
                .toList();
        return new Step(before, transition, events, accepted, policy);
    }

    private static Step refused(IncidentEvent event) {
        return new Step(null, null, List.of(event), null, null);
    }
}
