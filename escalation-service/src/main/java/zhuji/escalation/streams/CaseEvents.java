package zhuji.escalation.streams;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.IncidentReport;
import zhuji.escalation.domain.Refusal;
import zhuji.escalation.domain.ReportVersion;
import zhuji.events.Duty;
import zhuji.events.Finding;
import zhuji.events.Grade;
import zhuji.events.Incident;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.Rung;
import zhuji.events.Stage;
import zhuji.events.Submission;
import zhuji.input.Texts;

/** Writes what happened to a case as an event. */
final class CaseEvents {

    private static final int LONGEST_PLACE = 100;

    private CaseEvents() {}

    /**
     * The event.
     *
     * @param cause identity of the command that caused it; of the case, where time did
     * @param report the latest report, for rungs that are to read it
     */
    static IncidentEvent of(String cause, CaseEvent event, @Nullable ReportAccepted report) {
        IncidentCase after = event.after();
        CaseEvent.Detail detail = event.detail();
        IncidentEvent.Builder builder = of(after)
                .setEventId(idOf(cause, event))
                .setKind(IncidentEventKind.valueOf(event.kind().name()))
                .setAt(event.at())
                .setRung(event.rung())
                .setDue(dueOf(event))
                .setDuty(event.deadline() == null ? null : same(event.deadline().duty(), Duty.class))
                .setOverdue(event.overdue())
                .setStage(same(detail.stage(), Stage.class))
                .setFinding(same(detail.finding(), Finding.class))
                .setReason(Reasons.of(event))
                .setTitle(report == null ? null : report.getSubmission().getTitle())
                .setPlace(report == null ? null : placeOf(report.getSubmission()))
                .setReport(isToBeRead(event) && report != null ? report.getSubmission() : null);
        if (detail.action() != null) {
            builder.setActionId(detail.action().actionId())
                    .setActor(detail.action().actor());
        }
        if (event.kind() == CaseEvent.Kind.FOUND && detail.action() != null) {
            ReportVersion found = after.ofVersion(detail.action().seenVersion());
            builder.setVersion(found.version()).setReportId(found.reportId());
        }
        if (detail.bypass() != null) {
            builder.setTargetLevel(same(detail.bypass().target(), Level.class))
                    .setAuthoriser(detail.bypass().authoriser());
        }
        return builder.build();
    }

    /** Its beginning: a place may be a long text. */
    private static @Nullable String placeOf(Submission submission) {
        Incident incident = submission.getIncident();
        return incident == null || incident.getPlace() == null ? null : Texts.first(incident.getPlace(), LONGEST_PLACE);
    }

    /** A replay makes the same: the command, or the instant that came, and what it did to whom. */
    private static String idOf(String cause, CaseEvent event) {
        String place = event.rung() == null ? "" : "/" + event.rung();
        String what = event.kind() + (event.percent() == 0 ? "" : String.valueOf(event.percent())) + place;
        return event.trigger() == null
                ? cause + "#" + what
                : event.after().incidentId() + "/due/" + event.trigger() + "#" + what;
    }

    private static @Nullable Instant dueOf(CaseEvent event) {
        if (event.detail().limit() != null) {
            return event.detail().limit();
        }
        return event.deadline() == null ? null : event.deadline().deadline().due();
    }

    /** A case is set aside, or taken up again: of a case that cannot be read only the identity is told. */
    static IncidentEvent ofSettingAside(
            CaseEvent.Kind kind,
            String incidentId,
            @Nullable IncidentCase incident,
            Instant at,
            @Nullable String cause,
            String policyVersion) {
        IncidentEvent.Builder event = incident == null ? unknown(incidentId, policyVersion) : of(incident);
        String number = incident == null ? at.toString() : String.valueOf(incident.happenings());
        return event.setEventId(incidentId + "/" + number + "#" + kind)
                .setKind(IncidentEventKind.valueOf(kind.name()))
                .setAt(at)
                .setReason(Reasons.ofSettingAside(kind, cause))
                .build();
    }

    /** A report that opens no case. */
    static IncidentEvent refused(IncidentReport report, Refusal refusal, String policyVersion) {
        return unknown(report.incidentId(), policyVersion)
                .setEventId(report.eventId() + "#REFUSED")
                .setKind(IncidentEventKind.REFUSED)
                .setAt(report.receivedAt())
                .setMode(Mode.valueOf(report.mode().name()))
                .setReportId(report.reportId())
                .setStage(same(report.stage(), Stage.class))
                .setReason(Reasons.of(refusal))
                .build();
    }

    /** An action on a case that does not exist. */
    static IncidentEvent refused(DeskAction action, String cause, Refusal refusal, String policyVersion) {
        return unknown(action.incidentId(), policyVersion)
                .setEventId(cause + "#REFUSED/" + action.desk())
                .setKind(IncidentEventKind.REFUSED)
                .setAt(action.at())
                .setRung(action.desk())
                .setActionId(action.actionId())
                .setActor(action.actor())
                .setReason(Reasons.of(refusal))
                .build();
    }

    private static IncidentEvent.Builder of(IncidentCase incident) {
        return IncidentEvent.newBuilder()
                .setIncidentId(incident.incidentId())
                .setOffice(incident.office())
                .setMatter(Matter.valueOf(incident.matter().name()))
                .setVersion(incident.version())
                .setPolicyVersion(incident.policyVersion())
                .setMode(Mode.valueOf(incident.mode().name()))
                .setGrade(Grade.valueOf(incident.grade().name()))
                .setRouteGrade(Grade.valueOf(incident.grading().route().name()))
                .setLadder(incident.ladder().stream().map(CaseEvents::rung).toList())
                .setReportId(incident.latest().reportId())
                .setSequence(incident.happenings());
    }

    private static IncidentEvent.Builder unknown(String incidentId, String policyVersion) {
        int end = incidentId.indexOf(':');
        return IncidentEvent.newBuilder()
                .setIncidentId(incidentId)
                .setOffice(end < 0 ? incidentId : incidentId.substring(0, end))
                .setVersion(0)
                .setPolicyVersion(policyVersion)
                .setMode(Mode.UNRECOGNIZED)
                .setGrade(Grade.UNRECOGNIZED)
                .setLadder(List.of());
    }

    private static boolean isToBeRead(CaseEvent event) {
        return switch (event.kind()) {
            case OPENED, RECEIVED, FOLLOWED_UP, LADDER_CHANGED, BYPASSED -> true;
            default -> false;
        };
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
                .setCopiedAt(rung.copiedAt())
                .build();
    }

    private static <E extends Enum<E>> @Nullable E same(@Nullable Enum<?> symbol, Class<E> type) {
        return symbol == null ? null : Enum.valueOf(type, symbol.name());
    }
}
