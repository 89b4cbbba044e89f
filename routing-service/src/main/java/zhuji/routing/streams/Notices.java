package zhuji.routing.streams;

import java.util.List;
import java.util.stream.Stream;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.Mode;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.Rung;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.routing.domain.CaseMessages;
import zhuji.routing.domain.CaseNews;
import zhuji.routing.domain.Message;
import zhuji.routing.domain.RoutingDecision;

/** The notices that tell offices of an event. */
final class Notices {

    private Notices() {}

    /** The sender's receipt; and, where it asked for a relay, the request to the province's desk. */
    static Stream<Notice> of(ReportAccepted accepted, RoutingDecision decision) {
        Submission submission = accepted.getSubmission();
        Notice.Builder receipt = about(accepted)
                .setAddressee(submission.getOffice())
                .setKind(NoticeKind.RECEIPT)
                .setZh("已收到。" + decision.zh())
                .setEn("received; " + decision.en())
                .setReasons(accepted.getNotes());
        if (!decision.relayDuty()) {
            return Stream.of(receipt).map(Notices::built);
        }
        Notice.Builder request = about(accepted)
                .setAddressee(Topics.prefixOf(accepted.getOffice()) + "0000")
                .setKind(NoticeKind.RELAY_REQUEST)
                .setZh("请予转报（21号 二）")
                .setEn("you are asked to relay this report")
                .setReport(submission);
        return Stream.of(receipt, request).map(Notices::built);
    }

    private static Notice.Builder about(ReportAccepted accepted) {
        return notice(accepted.getEventId())
                .setOffice(accepted.getOffice())
                .setSubmissionId(accepted.getSubmission().getSubmissionId())
                .setReportId(accepted.getReportId())
                .setAt(accepted.getReceivedAt())
                .setMode(accepted.getSubmission().getMode())
                .setDigest(accepted.getDigest());
    }

    static Notice of(ReportRejected rejected) {
        return built(notice(rejected.getEventId())
                .setAddressee(rejected.getOffice())
                .setKind(NoticeKind.REJECTION)
                .setOffice(rejected.getOffice())
                .setSubmissionId(rejected.getSubmissionId())
                .setZh("未予受理，原因见所列各条")
                .setEn("refused, for every reason listed")
                .setAt(rejected.getReceivedAt())
                .setMode(Mode.UNRECOGNIZED)
                .setDigest(rejected.getDigest())
                .setReasons(rejected.getReasons()));
    }

    static Notice of(ReportDuplicated duplicated) {
        return built(notice(duplicated.getEventId())
                .setAddressee(duplicated.getOffice())
                .setKind(NoticeKind.RECEIPT)
                .setOffice(duplicated.getOffice())
                .setSubmissionId(duplicated.getSubmissionId())
                .setReportId(duplicated.getReportId())
                .setZh("重复报送，以首次为准：" + duplicated.getReportId())
                .setEn("a duplicate; the first report stands: " + duplicated.getReportId())
                .setAt(duplicated.getReceivedAt())
                .setMode(Mode.UNRECOGNIZED)
                .setDigest(duplicated.getDigest()));
    }

    static Stream<Notice> of(IncidentEvent event) {
        return CaseMessages.about(newsOf(event)).stream().map(message -> of(event, message));
    }

    private static CaseNews newsOf(IncidentEvent event) {
        List<String> holders = event.getLadder().stream()
                .filter(rung -> rung.getReceivedAt() != null)
                .map(Rung::getOffice)
                .toList();
        CaseNews.Happening happening = switch (event.getKind()) {
            case UNRECOGNIZED -> CaseNews.Happening.OTHER;
            default -> CaseNews.Happening.valueOf(event.getKind().name());
        };
        return new CaseNews(
                happening,
                event.getOffice(),
                event.getRung(),
                holders,
                event.getOverdue(),
                event.getGrade() == Grade.UNGRADED ? "不分级" : event.getGrade().name());
    }

    private static Notice of(IncidentEvent event, Message message) {
        return built(notice(event.getEventId())
                .setAddressee(message.addressee())
                .setKind(NoticeKind.valueOf(message.purpose().name()))
                .setOffice(event.getOffice())
                .setReportId(event.getReportId())
                .setIncidentId(event.getIncidentId())
                .setZh(message.zh())
                .setEn(message.en())
                .setAt(event.getAt())
                .setMode(event.getMode())
                .setDue(event.getDue())
                .setGrade(event.getGrade())
                .setVersion(event.getVersion())
                .setReport(message.withReport() ? event.getReport() : null));
    }

    private static Notice.Builder notice(String cause) {
        return Notice.newBuilder().setEventId(cause);
    }

    /** A notice's identity is its cause, its addressee and what it is for. */
    private static Notice built(Notice.Builder notice) {
        return notice.setEventId(
                        "%s#Notice/%s/%s".formatted(notice.getEventId(), notice.getAddressee(), notice.getKind()))
                .build();
    }
}
