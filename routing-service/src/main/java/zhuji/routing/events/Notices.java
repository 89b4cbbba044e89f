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
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.Rung;
import zhuji.events.ScoreReminder;
import zhuji.input.EvaluationObjection;
import zhuji.input.Instants;
import zhuji.input.Numbers;
import zhuji.input.Texts;
import zhuji.routing.domain.CaseMessages;
import zhuji.routing.domain.CaseNews;
import zhuji.routing.domain.EvaluationMessages;
import zhuji.routing.domain.Message;
import zhuji.routing.domain.RoutingDecision;
import zhuji.routing.domain.ScoreMessages;
import zhuji.wire.Evaluations;

/** The notices that tell offices of an event: with names beside codes, and an exercise says so before anything else. */
final class Notices {

    private static final int LONGEST_PLACE = 40;

    private final Addressing.Offices offices;

    Notices(Addressing.Offices offices) {
        this.offices = offices;
    }

    /** The sender's receipt. A relay it asks for is told to the province's desk by escalation, which holds it to a deadline. */
    Notice of(ReportAccepted accepted, RoutingDecision decision) {
        Mode mode = accepted.getSubmission().getMode();
        return built(notice(accepted.getEventId(), mode, "已收到。" + decision.zh(), "received; " + decision.en())
                .setOffice(accepted.getOffice())
                .setOfficeName(offices.nameOf(accepted.getOffice()))
                .setSubmissionId(accepted.getSubmission().getSubmissionId())
                .setReportId(accepted.getReportId())
                .setAt(accepted.getReceivedAt())
                .setDigest(accepted.getDigest())
                .setAddressee(accepted.getSubmission().getOffice())
                .setKind(NoticeKind.RECEIPT)
                .setReasons(accepted.getNotes()));
    }

    Notice of(ReportRejected rejected) {
        return built(notice(
                        rejected.getEventId(),
                        known(rejected.getMode()),
                        "未予受理，原因见所列各条",
                        "refused, for every reason listed")
                .setAddressee(rejected.getOffice())
                .setKind(NoticeKind.REJECTION)
                .setOffice(rejected.getOffice())
                .setOfficeName(offices.nameOf(rejected.getOffice()))
                .setSubmissionId(rejected.getSubmissionId())
                .setAt(rejected.getReceivedAt())
                .setDigest(rejected.getDigest())
                .setReasons(rejected.getReasons()));
    }

    Notice of(ReportDuplicated duplicated) {
        return built(notice(
                        duplicated.getEventId(),
                        known(duplicated.getMode()),
                        "重复报送，以首次为准：" + duplicated.getReportId(),
                        "a duplicate; the first report stands: " + duplicated.getReportId())
                .setAddressee(duplicated.getOffice())
                .setKind(NoticeKind.RECEIPT)
                .setOffice(duplicated.getOffice())
                .setOfficeName(offices.nameOf(duplicated.getOffice()))
                .setSubmissionId(duplicated.getSubmissionId())
                .setReportId(duplicated.getReportId())
                .setAt(duplicated.getReceivedAt())
                .setDigest(duplicated.getDigest()));
    }

    private static Mode known(@Nullable Mode mode) {
        return mode == null ? Mode.UNRECOGNIZED : mode;
    }

    /** A contact point that files less than it owes, or nothing, is told (R8, R11). */
    Notice of(ScoreReminder reminder) {
        Message message = ScoreMessages.about(
                reminder.getOffice(),
                reminder.getKind() == ReminderKind.SILENT,
                reminder.getMonth(),
                reminder.getFiled(),
                reminder.getQuota(),
                reminder.getSilentDays());
        return built(notice(reminder.getEventId(), Mode.ACTUAL, message.zh(), message.en())
                .setAddressee(message.addressee())
                .setKind(NoticeKind.valueOf(message.purpose().name()))
                .setOffice(reminder.getOffice())
                .setOfficeName(offices.nameOf(reminder.getOffice()))
                .setAt(reminder.getAt()));
    }

    /** What a higher office made of a report (design §5). Of what names no report nobody is told: others than services write it. */
    Stream<Notice> of(ReportEvaluated evaluated) {
        if (!isWhole(evaluated)) {
            return Stream.empty();
        }
        EvaluationObjection objection = Evaluations.objectionTo(evaluated);
        Message message = objection == null
                ? EvaluationMessages.about(
                        evaluated.getOffice(),
                        evaluated.getReportId(),
                        offices.nameOf(evaluated.getEvaluator()),
                        EvaluationMessages.Conclusion.of(evaluated.getKind().name()))
                : EvaluationMessages.refused(evaluated.getEvaluator(), evaluated.getReportId(), objection);
        if (message == null) {
            return Stream.empty();
        }
        Mode mode = offices.modeOf(evaluated.getReportId());
        return Stream.of(built(notice(evaluated.getEvaluationId(), mode, message.zh(), message.en())
                .setAddressee(message.addressee())
                .setKind(NoticeKind.valueOf(message.purpose().name()))
                .setOffice(evaluated.getOffice())
                .setOfficeName(offices.nameOf(evaluated.getOffice()))
                .setReportId(evaluated.getReportId())
                .setAt(evaluated.getEvaluatedAt())));
    }

    private static boolean isWhole(ReportEvaluated evaluated) {
        String reportId = evaluated.getReportId();
        int colon = reportId.indexOf(':');
        return Numbers.isIdentity(evaluated.getEvaluationId())
                && Numbers.isDivision(evaluated.getOffice())
                && Numbers.isDivision(evaluated.getEvaluator())
                && Instants.isReadable(evaluated.getEvaluatedAt())
                && colon > 0
                && Numbers.isDivision(reportId.substring(0, colon))
                && Numbers.isNumber(reportId.substring(colon + 1));
    }

    Stream<Notice> of(IncidentEvent event) {
        return CaseMessages.about(newsOf(event)).stream().map(message -> of(event, message));
    }

    private CaseNews newsOf(IncidentEvent event) {
        CaseNews.Happening happening = switch (event.getKind()) {
            case UNRECOGNIZED -> CaseNews.Happening.OTHER;
            default -> CaseNews.Happening.valueOf(event.getKind().name());
        };
        return new CaseNews(
                happening,
                event.getMatter() == Matter.RELAY_REQUEST,
                event.getOffice(),
                event.getRung(),
                event.getRung() == null ? null : offices.nameOf(event.getRung()),
                offices(event, rung -> rung.getReceivedAt() != null),
                offices(event, rung -> rung.getReceivedAt() == null && rung.getCopiedAt() != null),
                event.getOverdue(),
                duty(event.getDuty()),
                grade(event.getGrade()));
    }

    private static List<String> offices(IncidentEvent event, Predicate<Rung> which) {
        return event.getLadder().stream().filter(which).map(Rung::getOffice).toList();
    }

    private static CaseNews.Duty duty(@Nullable Duty duty) {
        return duty == null || duty == Duty.UNRECOGNIZED ? CaseNews.Duty.NONE : CaseNews.Duty.valueOf(duty.name());
    }

    private static CaseNews.Grade grade(Grade grade) {
        return grade == Grade.UNRECOGNIZED ? CaseNews.Grade.UNGRADED : CaseNews.Grade.valueOf(grade.name());
    }

    private Notice of(IncidentEvent event, Message message) {
        return built(notice(
                        event.getEventId(),
                        event.getMode(),
                        subject(event, "《", "》", "（", "）：") + message.zh(),
                        subject(event, "\"", "\"", " (", "): ") + message.en())
                .setAddressee(message.addressee())
                .setKind(NoticeKind.valueOf(message.purpose().name()))
                .setOffice(event.getOffice())
                .setOfficeName(offices.nameOf(event.getOffice()))
                .setReportId(event.getReportId())
                .setIncidentId(event.getIncidentId())
                .setTitle(event.getTitle())
                .setPlace(event.getPlace())
                .setAt(event.getAt())
                .setDue(event.getDue())
                .setDuty(event.getDuty())
                .setGrade(event.getGrade())
                .setVersion(event.getVersion())
                .setReasons(event.getReason() == null ? List.of() : List.of(event.getReason()))
                .setReport(message.withReport() ? event.getReport() : null));
    }

    /** What the case is about: its title, and where it happened or else who reported it. */
    private String subject(IncidentEvent event, String open, String close, String before, String after) {
        if (event.getTitle() == null) {
            return "";
        }
        String where = event.getPlace() == null || event.getPlace().isBlank()
                ? offices.nameOf(event.getOffice())
                : Texts.first(event.getPlace(), LONGEST_PLACE);
        return open + event.getTitle() + close + before + where + after;
    }

    private static Notice.Builder notice(String cause, Mode mode, String zh, String en) {
        return Notice.newBuilder()
                .setEventId(cause)
                .setMode(mode)
                .setZh(mark(mode, "【演练】", "【测试】") + zh)
                .setEn(mark(mode, "EXERCISE: ", "TEST: ") + en);
    }

    private static String mark(Mode mode, String exercise, String test) {
        return switch (mode) {
            case EXERCISE -> exercise;
            case TEST -> test;
            case ACTUAL, UNRECOGNIZED -> "";
        };
    }

    /** A notice's identity is its cause, its addressee and what it is for. */
    private static Notice built(Notice.Builder notice) {
        return notice.setEventId(notice.getEventId() + "#Notice/" + notice.getAddressee() + "/" + notice.getKind())
                .build();
    }
}
