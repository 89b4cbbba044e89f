package zhuji.intake.domain;

import java.util.Map;

/**
 * News of a report from where it went.
 *
 * @param reportId the report
 * @param destinations how far it has come, by topic or by office
 */
public record Progress(String reportId, Map<String, Status> destinations) {
    public Progress {
        destinations = Map.copyOf(destinations);
    }

    /** The office that sent the report, by the code it sent. */
    public String sender() {
        return reportId.substring(0, Math.max(0, reportId.indexOf(':')));
    }
}
