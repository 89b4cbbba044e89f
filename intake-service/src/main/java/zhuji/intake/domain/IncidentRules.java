package zhuji.intake.domain;

import static zhuji.intake.domain.AcceptanceRules.checkNumber;
import static zhuji.intake.domain.AcceptanceRules.checkPresent;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.Incident.Bypass;
import zhuji.intake.domain.Incident.Count;
import zhuji.intake.domain.Incident.Stage;

/** The rules for the facts of an incident (Decree 493 art. 12). Unknown is allowed wherever it does not hide who has to act. */
final class IncidentRules {

    private static final int LONGEST_TYPE = 40;

    /** More than there are. */
    private static final long MOST_PEOPLE = 10_000_000_000L;

    /** More than the country makes in years. */
    private static final long MOST_YUAN = 1_000_000_000_000_000L;

    private IncidentRules() {}

    static void check(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        Incident incident = submission.incident();
        if (incident == null) {
            return;
        }
        checkNumber(incident.caseNumber(), "incident.caseNumber", "CASE_NUMBER", "事件编号", refused);
        checkPresent(incident.stage(), "incident.stage", "STAGE", "报告阶段", refused);
        checkPresent(incident.incidentClass(), "incident.class", "CLASS", "事件类别", refused);
        checkType(incident.type(), refused);
        checkDivision(submission, incident, circumstances, refused);
        checkOccurrence(submission, incident, circumstances, refused);
        checkLearning(submission, incident, circumstances, refused);
        checkCounts(incident, refused);
        checkStage(submission, incident, circumstances, refused);
        checkTexts(incident, circumstances, refused);
        checkBypass(incident.bypass(), circumstances.limits(), refused);
    }

    private static void checkType(@Nullable String type, Consumer<Reason> refused) {
        AcceptanceRules.checkText(type, "incident.type", "TYPE", "事件种类", LONGEST_TYPE, refused);
    }

    private static void checkDivision(
            Submission submission, Incident incident, Circumstances circumstances, Consumer<Reason> refused) {
        String path = "incident.division";
        if (incident.division() == null || incident.division().isBlank()) {
            refused.accept(
                    new Reason("INCIDENT_DIVISION_MISSING", path, "缺少事发地行政区划代码", "incident.division is missing"));
            return;
        }
        Office division = circumstances.offices().find(incident.division());
        if (division == null) {
            refused.accept(new Reason(
                    "INCIDENT_DIVISION_UNKNOWN", path, "事发地代码不在行政区划名录中", "incident.division is not a known division"));
        } else if (division.isDivided()) {
            refused.accept(AcceptanceRules.splitCode("INCIDENT_DIVISION_SPLIT", path, division));
        } else {
            checkArea(submission, division.currentCode(), circumstances, refused);
        }
    }

    private static void checkArea(
            Submission submission, String division, Circumstances circumstances, Consumer<Reason> refused) {
        Office office =
                submission.office() == null ? null : circumstances.offices().find(submission.office());
        if (office != null && !office.isDivided() && !circumstances.offices().covers(office.currentCode(), division)) {
            refused.accept(new Reason(
                    "INCIDENT_DIVISION_OUTSIDE",
                    "incident.division",
                    "事发地不在报送单位辖区内",
                    "incident.division lies outside the office's own area"));
        }
    }

    private static void checkOccurrence(
            Submission submission, Incident incident, Circumstances circumstances, Consumer<Reason> refused) {
        Instant occurredAt = incident.occurredAt();
        Instant submittedAt = submission.submittedAt();
        if (occurredAt != null && ClockRule.isOutOfRange(occurredAt)) {
            refused.accept(AcceptanceRules.outOfRange("OCCURRED_AT", "incident.occurredAt", "事发时间"));
            return;
        }
        if (occurredAt == null || submittedAt == null || ClockRule.isOutOfRange(submittedAt)) {
            return;
        }
        ClockRule clock = circumstances.clock();
        if (occurredAt.isAfter(
                clock.latestOccurrence(submittedAt, circumstances.arrival().receivedAt()))) {
            refused.accept(new Reason(
                    "OCCURRED_AT_FUTURE",
                    "incident.occurredAt",
                    "事发时间晚于报送时间",
                    "incident.occurredAt is later than the report"));
        } else if (clock.tooLongBefore(occurredAt, submittedAt)) {
            refused.accept(new Reason(
                    "OCCURRED_AT_TOO_OLD",
                    "incident.occurredAt",
                    "事发时间过早，超出允许范围",
                    "incident.occurredAt is further in the past than the policy tolerates"));
        }
    }

    /** The office learns of an incident after it happened and before it reports it. */
    private static void checkLearning(
            Submission submission, Incident incident, Circumstances circumstances, Consumer<Reason> refused) {
        Instant learnedAt = incident.learnedAt();
        Instant submittedAt = submission.submittedAt();
        if (learnedAt != null && ClockRule.isOutOfRange(learnedAt)) {
            refused.accept(AcceptanceRules.outOfRange("LEARNED_AT", "incident.learnedAt", "接报时间"));
            return;
        }
        if (learnedAt == null || submittedAt == null || ClockRule.isOutOfRange(submittedAt)) {
            return;
        }
        Instant latest = circumstances
                .clock()
                .latestOccurrence(submittedAt, circumstances.arrival().receivedAt());
        if (learnedAt.isAfter(latest)) {
            refused.accept(new Reason(
                    "LEARNED_AT_FUTURE",
                    "incident.learnedAt",
                    "接报时间晚于报送时间",
                    "incident.learnedAt is later than the report"));
        } else if (incident.occurredAt() != null && learnedAt.isBefore(incident.occurredAt())) {
            refused.accept(new Reason(
                    "LEARNED_AT_BEFORE_OCCURRENCE",
                    "incident.learnedAt",
                    "接报时间早于事发时间",
                    "incident.learnedAt is earlier than incident.occurredAt"));
        } else if (circumstances.clock().tooLongBefore(learnedAt, submittedAt)) {
            refused.accept(new Reason(
                    "LEARNED_AT_TOO_OLD",
                    "incident.learnedAt",
                    "接报时间过早，超出允许范围",
                    "incident.learnedAt is further in the past than the policy tolerates"));
        }
    }

    private static void checkCounts(Incident incident, Consumer<Reason> refused) {
        checkCount(incident.deaths(), "incident.deaths", refused);
        checkCount(incident.missing(), "incident.missing", refused);
        checkCount(incident.seriousInjuries(), "incident.seriousInjuries", refused);
        checkCount(incident.injuries(), "incident.injuries", refused);
        checkCounted(incident.affected(), MOST_PEOPLE, "incident.affected", refused);
        checkCounted(incident.directLossYuan(), MOST_YUAN, "incident.directLossYuan", refused);
    }

    private static void checkCount(@Nullable Count count, String path, Consumer<Reason> refused) {
        if (count == null) {
            return;
        }
        if (count.count() == null || count.qualifier() == null) {
            refused.accept(new Reason(
                    "COUNT_INCOMPLETE",
                    path,
                    "人数须同时注明数目与性质；不明时整项为null",
                    path + " needs count and qualifier; unknown is null as a whole"));
        }
        checkCounted(count.count(), MOST_PEOPLE, path + ".count", refused);
    }

    private static void checkCounted(@Nullable Long number, long most, String path, Consumer<Reason> refused) {
        if (number != null && number < 0) {
            refused.accept(new Reason("COUNT_NEGATIVE", path, "数目不能为负", path + " may not be negative"));
        } else if (number != null && number > most) {
            refused.accept(new Reason(
                    "COUNT_TOO_LARGE", path, "数目过大，最多" + most, path + " is more than there can be: at most " + most));
        }
    }

    private static void checkStage(
            Submission submission, Incident incident, Circumstances circumstances, Consumer<Reason> refused) {
        boolean needsAnInitial = incident.stage() != null && incident.stage() != Stage.INITIAL;
        String incidentId = submission.incidentId();
        if (needsAnInitial && incidentId != null && !circumstances.filed().hasCase(incidentId)) {
            refused.accept(new Reason(
                    "INITIAL_MISSING",
                    "incident.stage",
                    "该事件尚无初报，不能续报、更正或终报",
                    "the case has no initial report to follow up"));
        }
    }

    private static void checkTexts(Incident incident, Circumstances circumstances, Consumer<Reason> refused) {
        if (incident.place() != null) {
            AcceptanceRules.checkLongText(
                    incident.place(), "incident.place", "PLACE", "地点", circumstances.limits(), refused);
        }
        if (incident.measuresTaken() != null) {
            AcceptanceRules.checkLongText(
                    incident.measuresTaken(),
                    "incident.measuresTaken",
                    "MEASURES",
                    "已采取措施",
                    circumstances.limits(),
                    refused);
        }
    }

    /** Bypass needs a reason and an authoriser (Decree 493 art. 10 para 3). */
    private static void checkBypass(@Nullable Bypass bypass, TextLimits limits, Consumer<Reason> refused) {
        if (bypass == null) {
            return;
        }
        checkPresent(bypass.targetLevel(), "incident.bypass.targetLevel", "BYPASS_TARGET", "越级目标层级", refused);
        AcceptanceRules.checkText(
                bypass.reason(), "incident.bypass.reason", "BYPASS_REASON", "越级理由", limits.title(), refused);
        AcceptanceRules.checkText(
                bypass.authoriser(),
                "incident.bypass.authoriser",
                "BYPASS_AUTHORISER",
                "越级批准人",
                limits.name(),
                refused);
        AcceptanceRules.checkWhole(bypass.reason(), "incident.bypass.reason", "BYPASS_REASON", "越级理由", refused);
        AcceptanceRules.checkWhole(
                bypass.authoriser(), "incident.bypass.authoriser", "BYPASS_AUTHORISER", "越级批准人", refused);
    }
}
