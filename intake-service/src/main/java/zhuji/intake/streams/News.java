package zhuji.intake.streams;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.events.IncidentEvent;
import zhuji.events.Level;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRouted;
import zhuji.events.Topics;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Status;

/** Reads from the events of other services how far a report has come. */
final class News {

    private News() {}

    static Progress of(ReportRouted routed) {
        return new Progress(
                routed.getReportId(),
                routed.getDestinations().stream().collect(Collectors.toMap(topic -> topic, topic -> Status.ROUTED)));
    }

    static @Nullable Progress of(IncidentEvent event) {
        Status status = switch (event.getKind()) {
            case RECEIVED, BYPASSED -> Status.ROUTED;
            case ACKNOWLEDGED, RELAYED -> Status.ACKNOWLEDGED;
            case RETURNED -> Status.RETURNED;
            default -> null;
        };
        return status == null || event.getRung() == null || event.getReportId() == null
                ? null
                : new Progress(event.getReportId(), Map.of(event.getRung(), status));
    }

    static Progress of(ReportEvaluated evaluated) {
        Status status = switch (evaluated.getKind()) {
            case ADOPTED, ENDORSED -> Status.ADOPTED;
            case FOUND_UNTRUE, RETURNED, UNRECOGNIZED -> Status.RETURNED;
        };
        String destination = evaluated.getLevel() == Level.NATIONAL
                ? Topics.REPORT_NATIONAL
                : Topics.region(Topics.prefixOf(evaluated.getOffice()));
        return new Progress(evaluated.getReportId(), Map.of(destination, status));
    }
}
