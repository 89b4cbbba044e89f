package zhuji.routing.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.avro.specific.SpecificRecord;
import zhuji.events.Notice;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Topics;
import zhuji.routing.events.Dispatch;
import zhuji.routing.meters.RoutingMeters;
import zhuji.telemetry.DeclaredMeter;

/** What routing counts. */
public final class RoutingMetrics {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final DeclaredMeter.Counters decisions;
    private final DeclaredMeter.Counters delivered;
    private final DeclaredMeter.Counters notices;
    private final Counter unaddressable;
    private final InstantSource clock;
    private final Timer delay;

    public RoutingMetrics(MeterRegistry meters, InstantSource clock) {
        this.decisions = RoutingMeters.DECISIONS.counters(meters);
        this.delivered = RoutingMeters.DELIVERED.counters(meters);
        this.notices = RoutingMeters.NOTICES.counters(meters);
        this.unaddressable = RoutingMeters.UNADDRESSABLE.counter(meters);
        this.clock = clock;
        this.delay = RoutingMeters.DELAY.timer(meters, SHORTEST, LONGEST);
    }

    void count(Dispatch dispatch) {
        dispatch.addressed().forEach(addressed -> count(addressed.event()));
        if (dispatch.unaddressable() > 0) {
            unaddressable.increment(dispatch.unaddressable());
        }
    }

    private void count(SpecificRecord event) {
        switch (event) {
            case ReportRouted routed -> routed(routed.getRule(), routed.getRoutedAt());
            case RoutedReport report ->
                delivered(
                        report.getDestination().equals(Topics.REPORT_NATIONAL) ? "national" : "region",
                        Topics.prefixOf(report.getOffice()));
            case Notice notice -> notices.of(notice.getKind().name()).increment();
            default -> {
                // nothing else is written
            }
        }
    }

    private void routed(String rule, Instant receivedAt) {
        decisions.of(rule).increment();
        Duration took = Duration.between(receivedAt, clock.instant());
        delay.record(took.isNegative() ? Duration.ZERO : took);
    }

    private void delivered(String destination, String region) {
        delivered.of(destination, region).increment();
    }
}
