package zhuji.intake.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What intake counts. */
public final class IntakeMetrics {

    private static final String SUBMISSIONS = "zhuji.intake.submissions";
    private static final String REASONS = "zhuji.intake.rejections";

    private final MeterRegistry meters;
    private final Counter accepted;
    private final Counter duplicates;
    private final Counter rejected;

    public IntakeMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.accepted = submissions("accepted");
        this.duplicates = submissions("duplicate");
        this.rejected = submissions("rejected");
    }

    void accepted() {
        accepted.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void rejected(List<String> codes) {
        rejected.increment();
        codes.stream().distinct().forEach(this::refusedFor);
    }

    private void refusedFor(String code) {
        Counter.builder(REASONS)
                .description("Reasons submissions were refused for")
                .tag("code", code)
                .register(meters)
                .increment();
    }

    private Counter submissions(String outcome) {
        return Counter.builder(SUBMISSIONS)
                .description("Submissions by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }
}
