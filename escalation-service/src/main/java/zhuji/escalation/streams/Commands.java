package zhuji.escalation.streams;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Facts;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.IncidentClass;
import zhuji.escalation.domain.IncidentReport;
import zhuji.escalation.domain.Mode;
import zhuji.events.Count;
import zhuji.events.Incident;
import zhuji.events.Qualifier;
import zhuji.events.ReportAccepted;

/** Reads events as what the state machine understands. */
final class Commands {

    private Commands() {}

    /** The identity of a case: the office, by the code it sends under, and its case number, as intake knows it. */
    static String incidentId(ReportAccepted accepted) {
        return accepted.getSubmission().getOffice() + ":"
                + accepted.getSubmission().getIncident().getCaseNumber();
    }

    static IncidentReport of(ReportAccepted accepted) {
        Incident incident = accepted.getSubmission().getIncident();
        return new IncidentReport(
                accepted.getEventId(),
                accepted.getReportId(),
                incidentId(accepted),
                accepted.getOffice(),
                Mode.valueOf(accepted.getSubmission().getMode().name()),
                accepted.getReceivedAt(),
                accepted.getSubmission().getSubmittedAt(),
                incident.getOccurredAt(),
                new Facts(
                        IncidentClass.valueOf(incident.getClass$().name()),
                        incident.getType(),
                        number(incident.getDeaths()),
                        number(incident.getMissing()),
                        number(incident.getSeriousInjuries()),
                        incident.getAffected(),
                        incident.getDirectLossYuan(),
                        grade(incident.getDeclaredGrade())));
    }

    static DeskAction of(zhuji.events.DeskAction action, Instant at) {
        DeskAction.Kind kind = switch (action.getKind()) {
            case ACKNOWLEDGE -> DeskAction.Kind.ACKNOWLEDGE;
            case RELAY -> DeskAction.Kind.RELAY;
            case RETURN -> DeskAction.Kind.RETURN;
            case CLOSE -> DeskAction.Kind.CLOSE;
            case BYPASS, REGRADE, FIND, UNRECOGNIZED -> DeskAction.Kind.OTHER;
        };
        return new DeskAction(
                action.getActionId(),
                action.getIncidentId(),
                kind,
                action.getDesk(),
                action.getActor(),
                action.getSeenVersion(),
                action.getReason(),
                at);
    }

    /** None reported yet is not known to be none. */
    private static @Nullable Long number(@Nullable Count count) {
        if (count == null || (count.getQualifier() == Qualifier.NONE_REPORTED_YET && count.getCount() == 0)) {
            return null;
        }
        return count.getCount();
    }

    private static @Nullable Grade grade(zhuji.events.@Nullable Grade declared) {
        return declared == null || declared == zhuji.events.Grade.UNRECOGNIZED ? null : Grade.valueOf(declared.name());
    }
}
