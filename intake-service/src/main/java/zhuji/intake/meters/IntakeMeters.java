package zhuji.intake.meters;

import java.util.List;
import zhuji.telemetry.DeclaredMeter;

/** What intake measures. */
public final class IntakeMeters {

    public static final DeclaredMeter SUBMISSIONS = DeclaredMeter.counterOf(
            "zhuji.intake.submissions",
            "Submissions by outcome (accepted, duplicate, rejected) and the region of who sent them",
            "outcome",
            "region");

    public static final DeclaredMeter REJECTIONS = DeclaredMeter.counterOf(
            "zhuji.intake.rejections", "Reasons submissions were refused for, each code once a submission", "code");

    public static final DeclaredMeter MARKED_REFUSED = DeclaredMeter.counterOf(
            "zhuji.intake.marked.refused",
            "Marked items refused, by the way they came (kafka, http); each is an alert",
            "way");

    public static final DeclaredMeter MARKED_ERASED =
            DeclaredMeter.counterOf("zhuji.intake.marked.erased", "Marked items erased from report.submitted");

    /** All of them. */
    public static final List<DeclaredMeter> ALL = List.of(SUBMISSIONS, REJECTIONS, MARKED_REFUSED, MARKED_ERASED);

    private IntakeMeters() {}
}
