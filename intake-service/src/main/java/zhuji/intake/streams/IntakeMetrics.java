package zhuji.intake.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import zhuji.events.Topics;
import zhuji.intake.meters.IntakeMeters;

/** What intake counts. */
public final class IntakeMetrics {

    /** Whoever sends under no code of a region. */
    private static final String NOWHERE = "none";

    private final MeterRegistry meters;

    public IntakeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void accepted(String sender) {
        count("accepted", sender);
    }

    void duplicate(String sender) {
        count("duplicate", sender);
    }

    void rejected(String sender, List<String> codes) {
        count("rejected", sender);
        codes.stream()
                .distinct()
                .forEach(code -> IntakeMeters.REJECTIONS.counter(meters, code).increment());
    }

    private void count(String outcome, String sender) {
        String region = Topics.hasRegion(sender) ? Topics.prefixOf(sender) : NOWHERE;
        IntakeMeters.SUBMISSIONS.counter(meters, outcome, region).increment();
    }
}
