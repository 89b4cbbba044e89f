package zhuji.intake.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import zhuji.events.Topics;
import zhuji.intake.meters.IntakeMeters;
import zhuji.telemetry.DeclaredMeter;

/** What intake counts. */
public final class IntakeMetrics {

    private static final String ACCEPTED = "accepted";

    /** Whoever sends under no code of a region. */
    private static final String NOWHERE = "none";

    private final DeclaredMeter.Counters submissions;
    private final DeclaredMeter.Counters rejections;
    private final Counter marked;

    /** Regions are there from the start, at zero: what first appears at one does not count as an increase. */
    public IntakeMetrics(MeterRegistry meters) {
        this.submissions = IntakeMeters.SUBMISSIONS.counters(meters);
        this.rejections = IntakeMeters.REJECTIONS.counters(meters);
        this.marked = IntakeMeters.MARKED_REFUSED.counter(meters, "kafka");
        Topics.REGIONS.forEach(region -> submissions.of(ACCEPTED, region));
    }

    void accepted(String sender) {
        count(ACCEPTED, sender);
    }

    void marked() {
        marked.increment();
    }

    void duplicate(String sender) {
        count("duplicate", sender);
    }

    void rejected(String sender, List<String> codes) {
        count("rejected", sender);
        codes.stream().distinct().forEach(code -> rejections.of(code).increment());
    }

    private void count(String outcome, String sender) {
        String region = Topics.hasRegion(sender) ? Topics.prefixOf(sender) : NOWHERE;
        submissions.of(outcome, region).increment();
    }
}
