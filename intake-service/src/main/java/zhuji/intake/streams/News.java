package zhuji.intake.streams;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.events.EvaluationKind;
import zhuji.events.IncidentEvent;
import zhuji.events.Level;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRouted;
import zhuji.events.Rung;
import zhuji.events.Topics;
import zhuji.input.Numbers;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Status;
import zhuji.wire.Evaluations;

/** Reads from the events of other services how far a report has come. */
final class News {

    private News() {}

    static Progress of(ReportRouted routed) {
        return new Progress(
                routed.getReportId(),
                routed.getDestinations().stream().collect(Collectors.toMap(topic -> topic, topic -> Status.ROUTED)));
    }

    /** News of no destination where an event tells of none. */
    static Progress of(IncidentEvent event) {
        String reportId = event.getReportId() == null ? "" : event.getReportId();
        return switch (event.getKind()) {
            case RECEIVED, BYPASSED -> new Progress(reportId, at(event.getRung(), Status.ROUTED));
            case ACKNOWLEDGED, RELAYED -> new Progress(reportId, at(event.getRung(), Status.ACKNOWLEDGED));
            case RETURNED -> new Progress(reportId, at(event.getRung(), Status.RETURNED));
            case FOLLOWED_UP -> new Progress(reportId, atHolders(event));
            default -> new Progress(reportId, Map.of());
        };
    }

    private static Map<String, Status> at(@Nullable String rung, Status status) {
        return rung == null ? Map.of() : Map.of(rung, status);
    }

    private static Map<String, Status> atHolders(IncidentEvent event) {
        return event.getLadder().stream()
                .filter(rung -> rung.getReceivedAt() != null)
                .collect(Collectors.toMap(Rung::getOffice, rung -> Status.ROUTED));
    }

    /** Of no destination where it names no report of an office, or comes from no superior: others than services write it. */
    static Progress of(ReportEvaluated evaluated) {
        if (!isReport(evaluated.getReportId())
                || !Topics.hasRegion(evaluated.getOffice())
                || evaluated.getKind() == EvaluationKind.WITHDRAWN
                || Evaluations.objectionTo(evaluated) != null) {
            return new Progress("", Map.of());
        }
        Status status = switch (evaluated.getKind()) {
            case ADOPTED, ENDORSED -> Status.ADOPTED;
            case FOUND_UNTRUE, RETURNED, WITHDRAWN, UNRECOGNIZED -> Status.RETURNED;
        };
        String destination = evaluated.getLevel() == Level.NATIONAL
                ? Topics.REPORT_NATIONAL
                : Topics.region(Topics.prefixOf(evaluated.getOffice()));
        return new Progress(evaluated.getReportId(), Map.of(destination, status));
    }

    private static boolean isReport(String reportId) {
        int colon = reportId.indexOf(':');
        return colon > 0
                && Numbers.isDivision(reportId.substring(0, colon))
                && Numbers.isNumber(reportId.substring(colon + 1));
    }
}
