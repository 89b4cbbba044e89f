package zhuji.intake.domain;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.Submission.Category;

/** The rules for every submission; the list is the specification. */
final class AcceptanceRules {

    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

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

    private static void isNumbered(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        checkNumber(submission.submissionId(), "submissionId", "SUBMISSION_ID", "报送编号", refused);
    }

    static void checkNumber(@Nullable String number, String path, String code, String zh, Consumer<Reason> refused) {
        if (number == null || number.isBlank()) {
            refused.accept(new Reason(code + "_MISSING", path, "缺少" + zh, path + " is missing"));
        } else if (!NUMBER.matcher(number).matches()) {
            refused.accept(new Reason(
                    code + "_INVALID",
                    path,
                    zh + "只能由1至64个字母、数字、点、下划线、连字符组成",
                    path + " may hold 1 to 64 letters, digits, '.', '_' and '-' only"));
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
                    "分区与键不符，请使用murmur2分区器",
                    "the record is not on the partition of its key: use Kafka's default partitioner"
                            + " (librdkafka: partitioner=murmur2_random)"));
        }
    }

    private static void comesFromAnOfficeThatMayFile(
            Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        String code = submission.office();
        if (code == null || code.isBlank()) {
            refused.accept(new Reason("OFFICE_MISSING", "office", "缺少报送单位", "office is missing"));
            return;
        }
        Office office = circumstances.offices().find(code);
        if (office == null) {
            refused.accept(
                    new Reason("OFFICE_UNKNOWN", "office", "报送单位不在单位名录中", "office is not in the registry of offices"));
        } else if (office.isDivided()) {
            refused.accept(splitCode("OFFICE_SPLIT", "office", office));
        } else if (isSuspended(circumstances.offices(), office)) {
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
    }

    private static void hasTitleAndBody(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        checkText(
                submission.title(),
                "title",
                "TITLE",
                "标题",
                circumstances.limits().title(),
                refused);
        checkText(
                submission.body(), "body", "BODY", "正文", circumstances.limits().body(), refused);
    }

    static void checkText(
            @Nullable String text, String path, String code, String zh, int most, Consumer<Reason> refused) {
        if (text == null || text.isBlank()) {
            refused.accept(new Reason(code + "_MISSING", path, "缺少" + zh, path + " is missing"));
        } else {
            checkLength(text, path, code, zh, most, refused);
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

    private static void isOfItsTime(Submission submission, Circumstances circumstances, Consumer<Reason> refused) {
        Instant submittedAt = submission.submittedAt();
        Instant receivedAt = circumstances.arrival().receivedAt();
        if (submittedAt == null) {
            refused.accept(new Reason("SUBMITTED_AT_MISSING", "submittedAt", "缺少报送时间", "submittedAt is missing"));
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
        }
        if (submission.category() == Category.SOLICITED
                && (submission.solicitationId() == null
                        || submission.solicitationId().isBlank())) {
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
