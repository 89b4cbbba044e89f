package zhuji.intake.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhuji.input.Numbers;
import zhuji.input.Texts;
import zhuji.intake.domain.Submission.Category;

/** The rules for every submission; the list is the specification. */
final class AcceptanceRules {

    private AcceptanceRules() {}

    /** Every rule, in the order an office reads its form. */
    static List<AcceptanceRule> all() {
        return List.of(
                AcceptanceRules::isNumbered,
                AcceptanceRules::isSentUnderItsOffice,
                AcceptanceRules::comesFromAnOfficeThatMayFile,
                AcceptanceRules::namesAuthorAndSigner,
                AcceptanceRules::hasTitleAndBody,
                AcceptanceRules::isClassified,
                AcceptanceRules::isOfItsTime,
                AcceptanceRules::answersTheSolicitationItNames,
                AcceptanceRules::hasAnIncidentExactlyWhenItReportsOne,
                IncidentRules::check);
    }

    /** What is asked before a submission is stored: whether it has a number, and an office. */
    static List<Reason> againstStoring(Submission submission, Offices offices) {
        List<Reason> reasons = new ArrayList<>();
        checkNumber(submission.submissionId(), "submissionId", "SUBMISSION_ID", "报送编号", reasons::add);
        comesFromAnOfficeThatMayFile(submission, offices, reasons::add);
        return reasons;
    }

    private static void isNumbered(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        checkNumber(submission.submissionId(), "submissionId", "SUBMISSION_ID", "报送编号", refused);
    }

    static void checkNumber(@Nullable String number, String path, String code, String zh, Consumer<Reason> refused) {
        if (number == null || number.isBlank()) {
            refused.accept(new Reason(code + "_MISSING", path, "缺少" + zh, path + " is missing"));
        } else if (!Numbers.isNumber(number)) {
            refused.accept(new Reason(
                    code + "_INVALID",
                    path,
                    zh + "只能由1至64个半角英文字母、数字、点、下划线、连字符组成，以字母或数字开头",
                    path + " may hold 1 to 64 ASCII letters, digits, '.', '_' and '-' only, a letter or digit first"));
        }
    }

    private static void isSentUnderItsOffice(
            Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        Arrival arrival = circumstances.arrival();
        if (submission.office() != null && !submission.office().equals(arrival.sender())) {
            refused.accept(new Reason(
                    "KEY_MISMATCH", "office", "记录的键必须是报送单位代码", "the record's key must be the code of the office"));
        } else if (!arrival.expectedPartition()) {
            refused.accept(new Reason(
                    "PARTITION_MISMATCH",
                    "office",
                    "分区与键不符，请使用murmur2分区器（librdkafka：partitioner=murmur2_random；kafkajs：Partitioners.DefaultPartitioner），然后重发",
                    "the record is not on the partition of its key: use the murmur2 partitioner and send it again"
                            + " (librdkafka: partitioner=murmur2_random; kafkajs: Partitioners.DefaultPartitioner)"));
        }
    }

    private static void comesFromAnOfficeThatMayFile(
            Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        comesFromAnOfficeThatMayFile(submission, circumstances.offices(), refused);
    }

    private static void comesFromAnOfficeThatMayFile(Submission submission, Offices offices, Consumer<Reason> refused) {
        String code = submission.office();
        if (code == null || code.isBlank()) {
            refused.accept(new Reason("OFFICE_MISSING", "office", "缺少报送单位", "office is missing"));
            return;
        }
        Office office = offices.find(code);
        if (office == null) {
            refused.accept(
                    new Reason("OFFICE_UNKNOWN", "office", "报送单位不在单位名录中", "office is not in the registry of offices"));
        } else if (office.isDivided()) {
            refused.accept(splitCode("OFFICE_SPLIT", "office", office));
        } else if (isSuspended(offices, office)) {
            refused.accept(
                    new Reason("OFFICE_SUSPENDED", "office", "报送单位已暂停报送", "office is suspended and may not file"));
        }
    }

    /** A former code is as good as its successor. */
    private static boolean isSuspended(Offices offices, Office office) {
        Office current = offices.find(office.currentCode());
        return current == null || current.standing() == Office.Standing.SUSPENDED;
    }

    static Reason splitCode(String code, String path, Office former) {
        if (former.successors().isEmpty()) {
            return new Reason(
                    code,
                    path,
                    "代码" + former.code() + "已撤销，没有后继代码",
                    "code " + former.code() + " was retired and has no successor");
        }
        String successors = String.join(", ", former.successors());
        return new Reason(
                code,
                path,
                "代码" + former.code() + "已撤销，请使用其后继代码之一：" + successors,
                "code " + former.code() + " was retired and has several successors, use one of: " + successors);
    }

    private static void namesAuthorAndSigner(
            Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        int most = circumstances.limits().name();
        checkText(submission.author(), "author", "AUTHOR", "专人", most, refused);
        checkText(submission.signer(), "signer", "SIGNER", "签发人", most, refused);
        checkWhole(submission.author(), "author", "AUTHOR", "专人", refused);
        checkWhole(submission.signer(), "signer", "SIGNER", "签发人", refused);
    }

    private static void hasTitleAndBody(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        checkText(
                submission.title(),
                "title",
                "TITLE",
                "标题",
                circumstances.limits().title(),
                refused);
        checkSaid(submission.body(), "body", "BODY", "正文", refused);
        if (submission.body() != null) {
            checkLongText(submission.body(), "body", "BODY", "正文", circumstances.limits(), refused);
        }
    }

    /** A text that says something, of one line: a name, a title, a reason. */
    static void checkText(
            @Nullable String text, String path, String code, String zh, int most, Consumer<Reason> refused) {
        checkSaid(text, path, code, zh, refused);
        if (text != null) {
            checkLength(text, path, code, zh, most, refused);
            checkControls(text, false, path, code, zh, refused);
        }
    }

    /** A text of several lines. */
    static void checkLongText(
            String text, String path, String code, String zh, TextLimits limits, Consumer<Reason> refused) {
        checkLength(text, path, code, zh, limits.body(), refused);
        checkControls(text, true, path, code, zh, refused);
    }

    /** What nobody sees says nothing: a name of invisible characters is no name (签发). */
    private static void checkSaid(
            @Nullable String text, String path, String code, String zh, Consumer<Reason> refused) {
        if (!Texts.saysSomething(text)) {
            refused.accept(new Reason(code + "_MISSING", path, "缺少" + zh, path + " is missing"));
        }
    }

    static void checkControls(
            String text, boolean severalLines, String path, String code, String zh, Consumer<Reason> refused) {
        if (Texts.hasControls(text, severalLines)) {
            refused.accept(new Reason(code + "_CONTROL", path, zh + "含有控制字符", path + " holds control characters"));
        }
    }

    /** A name, or a reason, of which a part was lost on the way names nobody. */
    static void checkWhole(@Nullable String text, String path, String code, String zh, Consumer<Reason> refused) {
        if (text != null && Texts.hasReplacement(text)) {
            refused.accept(new Reason(
                    code + "_GARBLED",
                    path,
                    zh + "含有替换字符U+FFFD，内容已残缺，请检查编码（须为UTF-8）",
                    path + " holds U+FFFD, a part of it was lost: check the encoding, it must be UTF-8"));
        }
    }

    static void checkLength(String text, String path, String code, String zh, int most, Consumer<Reason> refused) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            refused.accept(new Reason(
                    code + "_TOO_LONG",
                    path,
                    zh + "共" + length + "字，最多" + most + "字",
                    path + " has " + length + " characters, at most " + most + " are allowed"));
        }
    }

    private static void isClassified(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        checkPresent(submission.mode(), "mode", "MODE", "报送性质（实报、演练、测试）", refused);
        checkPresent(submission.category(), "category", "CATEGORY", "信息类别", refused);
        checkPresent(submission.form(), "form", "FORM", "体裁", refused);
        checkPresent(submission.urgency(), "urgency", "URGENCY", "紧急程度", refused);
    }

    static void checkPresent(@Nullable Object value, String path, String code, String zh, Consumer<Reason> refused) {
        if (value == null) {
            refused.accept(new Reason(code + "_MISSING", path, "缺少" + zh, path + " is missing"));
        }
    }

    static Reason outOfRange(String code, String path, String zh) {
        return new Reason(
                code + "_OUT_OF_RANGE",
                path,
                zh + "须在1900年至9999年之间",
                path + " must lie between the years 1900 and 9999");
    }

    private static void isOfItsTime(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        Instant submittedAt = submission.submittedAt();
        Instant receivedAt = circumstances.arrival().receivedAt();
        if (submittedAt == null) {
            refused.accept(new Reason("SUBMITTED_AT_MISSING", "submittedAt", "缺少报送时间", "submittedAt is missing"));
        } else if (ClockRule.isOutOfRange(submittedAt)) {
            refused.accept(outOfRange("SUBMITTED_AT", "submittedAt", "报送时间"));
        } else if (circumstances.clock().inFuture(submittedAt, receivedAt)) {
            refused.accept(new Reason(
                    "SUBMITTED_AT_FUTURE",
                    "submittedAt",
                    "报送时间晚于收到时间，请校准时钟",
                    "submittedAt is later than it was received: set the clock right"));
        } else if (circumstances.clock().tooOld(submittedAt, receivedAt)) {
            refused.accept(new Reason(
                    "SUBMITTED_AT_TOO_OLD",
                    "submittedAt",
                    "报送时间早于收到时间，超出允许范围",
                    "submittedAt is further in the past than the policy tolerates"));
        }
    }

    private static void answersTheSolicitationItNames(
            Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        if (submission.solicitationId() != null) {
            int most = circumstances.limits().name();
            checkLength(submission.solicitationId(), "solicitationId", "SOLICITATION_ID", "约稿编号", most, refused);
            checkControls(submission.solicitationId(), false, "solicitationId", "SOLICITATION_ID", "约稿编号", refused);
        }
        if (submission.category() == Category.SOLICITED && !Texts.saysSomething(submission.solicitationId())) {
            refused.accept(new Reason(
                    "SOLICITATION_ID_MISSING",
                    "solicitationId",
                    "约稿信息缺少约稿编号",
                    "a solicited report names its solicitation"));
        }
    }

    private static void hasAnIncidentExactlyWhenItReportsOne(
            Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        boolean reportsOne = submission.category() == Category.MAJOR_INCIDENT;
        if (reportsOne && submission.incident() == null) {
            refused.accept(new Reason(
                    "INCIDENT_MISSING",
                    "incident",
                    "重大突发事件信息缺少事件要素",
                    "a major incident report holds the incident's facts"));
        } else if (!reportsOne && submission.incident() != null && submission.category() != null) {
            refused.accept(new Reason(
                    "INCIDENT_UNEXPECTED",
                    "incident",
                    "非突发事件信息不应含事件要素",
                    "only a major incident report holds an incident"));
        }
    }
}
