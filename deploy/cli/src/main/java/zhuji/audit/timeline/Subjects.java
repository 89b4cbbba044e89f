package zhuji.audit.timeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Place;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.Notice;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.ScoreEntry;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.input.Numbers;

/** Which reports and incidents an event is about. */
final class Subjects {

    private Subjects() {}

    /** Their identities. */
    static List<String> of(SpecificRecord event) {
        List<@Nullable String> subjects = new ArrayList<>();
        switch (event) {
            case ReportAccepted accepted -> {
                subjects.add(accepted.getReportId());
                subjects.add(caseOf(accepted.getSubmission()));
            }
            case ReportRejected rejected -> subjects.add(rejected.getOffice() + ":" + rejected.getSubmissionId());
            case ReportDuplicated duplicated -> subjects.add(duplicated.getReportId());
            case ReportRouted routed -> subjects.add(routed.getReportId());
            case RoutedReport copy -> subjects.add(copy.getReportId());
            case ReportEvaluated evaluated -> subjects.add(evaluated.getReportId());
            case ScoreEntry entry -> subjects.add(entry.getReportId());
            case DeskAction action -> subjects.add(action.getIncidentId());
            case IncidentEvent incident -> {
                subjects.add(incident.getIncidentId());
                subjects.add(incident.getReportId());
            }
            case Notice notice -> {
                subjects.add(notice.getReportId());
                subjects.add(notice.getIncidentId());
                subjects.add(notice.getOffice() + ":" + notice.getSubmissionId());
            }
            default -> {}
        }
        return subjects.stream().map(String::valueOf).toList();
    }

    private static @Nullable String caseOf(Submission submission) {
        return submission.getIncident() == null
                ? null
                : Numbers.incidentId(
                        submission.getOffice(),
                        submission.getIncident().getCaseNumber(),
                        submission.getMode().name());
    }

    /** Where the submission stands that an event answers; null when it answers none. */
    static @Nullable Place submissionOf(SpecificRecord event) {
        Source source = switch (event) {
            case ReportAccepted accepted -> accepted.getSource();
            case ReportRejected rejected -> rejected.getSource();
            case ReportDuplicated duplicated -> duplicated.getSource();
            default -> null;
        };
        return source == null ? null : new Place(source.getTopic(), source.getPartition(), source.getOffset());
    }
}
