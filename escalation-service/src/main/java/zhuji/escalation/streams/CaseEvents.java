package zhuji.escalation.streams;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Refusal;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.Reason;
import zhuji.events.ReportAccepted;
import zhuji.events.Rung;

/** Writes what happened to a case as an event. */
final class CaseEvents {

    private CaseEvents() {}

    /**
     * The event.
     *
     * @param id its identity, derived from the cause
     * @param report the latest report, for rungs that are to read it
     */
    static IncidentEvent of(String id, CaseEvent event, @Nullable ReportAccepted report) {
        IncidentCase after = event.after();
        return IncidentEvent.newBuilder()
                .setEventId(id)
                .setIncidentId(after.incidentId())
                .setOffice(after.office())
                .setKind(IncidentEventKind.valueOf(event.kind().name()))
                .setVersion(after.version())
                .setPolicyVersion(after.policyVersion())
                .setAt(event.at())
                .setMode(Mode.valueOf(after.mode().name()))
                .setGrade(Grade.valueOf(after.grade().name()))
                .setRung(event.rung())
                .setDue(due(event))
                .setOverdue(event.overdue())
                .setLadder(after.ladder().stream().map(CaseEvents::rung).toList())
                .setReportId(after.reportId())
                .setActionId(event.action() == null ? null : event.action().actionId())
                .setActor(event.action() == null ? null : event.action().actor())
                .setReason(reason(event))
                .setReport(isToBeRead(event) && report != null ? report.getSubmission() : null)
                .build();
    }

    /** An action on a case that does not exist. */
    static IncidentEvent unknownCase(String id, DeskAction action, String policyVersion) {
        return IncidentEvent.newBuilder()
                .setEventId(id)
                .setIncidentId(action.incidentId())
                .setOffice(officeOf(action.incidentId()))
                .setKind(IncidentEventKind.REFUSED)
                .setVersion(0)
                .setPolicyVersion(policyVersion)
                .setAt(action.at())
                .setMode(Mode.UNRECOGNIZED)
                .setGrade(Grade.UNRECOGNIZED)
                .setRung(action.desk())
                .setLadder(List.of())
                .setActionId(action.actionId())
                .setActor(action.actor())
                .setReason(words(Refusal.UNKNOWN_CASE))
                .build();
    }

    private static String officeOf(String incidentId) {
        int end = incidentId.indexOf(':');
        return end < 0 ? incidentId : incidentId.substring(0, end);
    }

    private static boolean isToBeRead(CaseEvent event) {
        return switch (event.kind()) {
            case OPENED, RECEIVED, FOLLOWED_UP, LADDER_CHANGED -> true;
            default -> false;
        };
    }

    private static @Nullable Instant due(CaseEvent event) {
        return event.after().ladder().stream()
                .filter(rung -> rung.office().equals(event.rung()))
                .map(zhuji.escalation.domain.Rung::due)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason reason(CaseEvent event) {
        if (event.refusal() != null) {
            return words(event.refusal());
        }
        DeskAction action = event.action();
        return action == null || action.reason() == null
                ? null
                : new Reason("GIVEN", "", action.reason(), action.reason());
    }

    private static Reason words(Refusal refusal) {
        return new Reason(refusal.name(), "", refusal.zh(), refusal.en());
    }

    private static Rung rung(zhuji.escalation.domain.Rung rung) {
        return Rung.newBuilder()
                .setOffice(rung.office())
                .setLevel(Level.valueOf(rung.level().name()))
                .setReceivedAt(rung.receivedAt())
                .setDue(rung.due())
                .setAcknowledgedAt(rung.acknowledgedAt())
                .setRelayedAt(rung.relayedAt())
                .setMissedAt(rung.missedAt())
                .build();
    }
}
