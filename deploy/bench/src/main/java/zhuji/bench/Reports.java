package zhuji.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import zhuji.cli.OfficeRegistry;
import zhuji.events.Category;
import zhuji.events.Form;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.ReportAccepted;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;

/** Reports of a year, spread evenly over it and over the offices; invented, and of an ordinary length. */
final class Reports {

    private static final String BODY = "经走访调研，有关情况总体平稳，个别环节有待改进，建议统筹研究解决。".repeat(6);
    private static final Instant START = Instant.parse("2025-01-02T00:30:00Z");
    private static final long YEAR_SECONDS = Duration.ofDays(360).toSeconds();
    private static final Duration RECEIVED_AFTER = Duration.ofSeconds(60);

    private final int number;

    /**
     * @param number how many there are in all
     */
    Reports(int number) {
        this.number = number;
    }

    /** Every office that lies in a region and is there today. */
    static List<String> offices() {
        return OfficeRegistry.load(OfficeRegistry.DEFAULT_PROFILE).values().stream()
                .filter(office -> office.getStatus() == OfficeStatus.ACTIVE && office.getParent() != null)
                .map(OfficeRegistered::getCode)
                .toList();
    }

    /** Every county of the default profile; none is a contact point. */
    static List<String> counties() {
        return OfficeRegistry.load(OfficeRegistry.DEFAULT_PROFILE).values().stream()
                .filter(office -> office.getStatus() == OfficeStatus.ACTIVE && office.getLevel() == Level.COUNTY)
                .map(OfficeRegistered::getCode)
                .toList();
    }

    /** Every contact point of the default profile. */
    static List<String> contactPoints() {
        return OfficeRegistry.load(OfficeRegistry.DEFAULT_PROFILE).values().stream()
                .filter(OfficeRegistered::getContactPoint)
                .map(OfficeRegistered::getCode)
                .toList();
    }

    /** When the report of that number is filed. */
    Instant filedAt(int which) {
        return START.plusSeconds(YEAR_SECONDS * which / number);
    }

    /** When the broker takes it. */
    Instant receivedAt(int which) {
        return filedAt(which).plus(RECEIVED_AFTER);
    }

    private static String idOf(String office, int which) {
        return office + ":2025-" + which;
    }

    Submission submission(String office, int which) {
        return Submission.newBuilder()
                .setSubmissionId("2025-" + which)
                .setOffice(office)
                .setAuthor("信息员甲")
                .setSigner("值班领导乙")
                .setMode(Mode.ACTUAL)
                .setCategory(which % 3 == 0 ? Category.POLICY_IMPLEMENTATION : Category.NEW_SITUATION)
                .setForm(which % 2 == 0 ? Form.RESEARCH : Form.BRIEF)
                .setUrgency(Urgency.ROUTINE)
                .setTitle("基层情况调研")
                .setBody(BODY)
                .setSubmittedAt(filedAt(which))
                .build();
    }

    /** As accepted; its digests are none. */
    ReportAccepted accepted(String office, int which) {
        String reportId = idOf(office, which);
        return ReportAccepted.newBuilder()
                .setEventId(reportId + "#ReportAccepted")
                .setReportId(reportId)
                .setOffice(office)
                .setSubmission(submission(office, which))
                .setReceivedAt(receivedAt(which))
                .setDigest("0".repeat(64))
                .setPreviousDigest("0".repeat(64))
                .setSource(new Source(Topics.REPORT_SUBMITTED, 0, (long) which))
                .build();
    }
}
