package zhuji.intake.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import zhuji.events.Topics;
import zhuji.intake.meters.IntakeMeters;

/** What intake counts. */
public final class IntakeMetrics {

    private static final String ACCEPTED = "accepted";

    /** Whoever sends under no code of a region. */
    private static final String NOWHERE = "none";

    private final MeterRegistry meters;

    /** Regions are there from the start, at zero: what first appears at one does not count as an increase. */
    public IntakeMetrics(MeterRegistry meters) {
        this.meters = meters;
        Topics.REGIONS.forEach(region -> IntakeMeters.SUBMISSIONS.counter(meters, ACCEPTED, region));
    }

    void accepted(String sender) {
        count(ACCEPTED, sender);
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
