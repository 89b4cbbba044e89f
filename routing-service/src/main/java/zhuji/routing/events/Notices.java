package zhuji.routing.events;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.events.Duty;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.ReminderKind;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.Rung;
import zhuji.events.ScoreReminder;
import zhuji.routing.domain.CaseMessages;
import zhuji.routing.domain.CaseNews;
import zhuji.routing.domain.Message;
import zhuji.routing.domain.RoutingDecision;
import zhuji.routing.domain.ScoreMessages;

/** The notices that tell offices of an event. */
final class Notices {

    private Notices() {}

    /** The sender's receipt. A relay it asks for is told to the province's desk by escalation, which holds it to a deadline. */
    static Notice of(ReportAccepted accepted, RoutingDecision decision) {
        return built(about(accepted)
                .setAddressee(accepted.getSubmission().getOffice())
                .setKind(NoticeKind.RECEIPT)
                .setZh("已收到。" + decision.zh())
                .setEn("received; " + decision.en())
                .setReasons(accepted.getNotes()));
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

    /** A contact point that files less than it owes, or nothing, is told (R8, R11). */
    static Notice of(ScoreReminder reminder) {
        Message message = ScoreMessages.about(
                reminder.getOffice(),
                reminder.getKind() == ReminderKind.SILENT,
                reminder.getMonth(),
                reminder.getFiled(),
                reminder.getQuota(),
                reminder.getSilentDays());
        return built(notice(reminder.getEventId())
                .setAddressee(message.addressee())
                .setKind(NoticeKind.valueOf(message.purpose().name()))
                .setOffice(reminder.getOffice())
                .setZh(message.zh())
                .setEn(message.en())
                .setAt(reminder.getAt())
                .setMode(Mode.ACTUAL));
    }

    static Stream<Notice> of(IncidentEvent event) {
        return CaseMessages.about(newsOf(event)).stream().map(message -> of(event, message));
    }

    private static CaseNews newsOf(IncidentEvent event) {
        CaseNews.Happening happening = switch (event.getKind()) {
            case UNRECOGNIZED -> CaseNews.Happening.OTHER;
            default -> CaseNews.Happening.valueOf(event.getKind().name());
        };
        return new CaseNews(
                happening,
                event.getMatter() == Matter.RELAY_REQUEST,
                event.getOffice(),
                event.getRung(),
                offices(event, rung -> rung.getReceivedAt() != null),
                offices(event, rung -> rung.getReceivedAt() == null && rung.getCopiedAt() != null),
                event.getOverdue(),
                duty(event.getDuty()),
                event.getGrade() == Grade.UNGRADED ? "不分级" : event.getGrade().name());
    }

    private static List<String> offices(IncidentEvent event, Predicate<Rung> which) {
        return event.getLadder().stream().filter(which).map(Rung::getOffice).toList();
    }

    private static CaseNews.Duty duty(@Nullable Duty duty) {
        return duty == null || duty == Duty.UNRECOGNIZED ? CaseNews.Duty.NONE : CaseNews.Duty.valueOf(duty.name());
    }

    /** An exercise says so before anything else. */
    private static String mark(Mode mode, String exercise, String test) {
        return switch (mode) {
            case EXERCISE -> exercise;
            case TEST -> test;
            case ACTUAL, UNRECOGNIZED -> "";
        };
    }

    private static Notice of(IncidentEvent event, Message message) {
        return built(notice(event.getEventId())
                .setAddressee(message.addressee())
                .setKind(NoticeKind.valueOf(message.purpose().name()))
                .setOffice(event.getOffice())
                .setReportId(event.getReportId())
                .setIncidentId(event.getIncidentId())
                .setZh(mark(event.getMode(), "【演练】", "【测试】") + message.zh())
                .setEn(mark(event.getMode(), "EXERCISE: ", "TEST: ") + message.en())
                .setAt(event.getAt())
                .setMode(event.getMode())
                .setDue(event.getDue())
                .setDuty(event.getDuty())
                .setGrade(event.getGrade())
                .setVersion(event.getVersion())
                .setReasons(event.getReason() == null ? List.of() : List.of(event.getReason()))
                .setReport(message.withReport() ? event.getReport() : null));
    }

    private static Notice.Builder notice(String cause) {
        return Notice.newBuilder().setEventId(cause);
    }

    /** A notice's identity is its cause, its addressee and what it is for. */
    private static Notice built(Notice.Builder notice) {
        return notice.setEventId(notice.getEventId() + "#Notice/" + notice.getAddressee() + "/" + notice.getKind())
                .build();
    }
}
