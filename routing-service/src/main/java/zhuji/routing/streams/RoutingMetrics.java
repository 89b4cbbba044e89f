package zhuji.routing.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import zhuji.routing.meters.RoutingMeters;

/** What routing counts. */
public final class RoutingMetrics {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Timer delay;

    public RoutingMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        this.delay = RoutingMeters.DELAY.timer(meters, SHORTEST, LONGEST);
        RoutingMeters.UNADDRESSABLE.counter(meters);
    }

    void routed(String rule, Instant receivedAt) {
        RoutingMeters.DECISIONS.counter(meters, rule).increment();
        Duration took = Duration.between(receivedAt, clock.instant());
        delay.record(took.isNegative() ? Duration.ZERO : took);
    }

    void delivered(String destination, String region) {
        RoutingMeters.DELIVERED.counter(meters, destination, region).increment();
    }

    void noticed(String kind) {
        RoutingMeters.NOTICES.counter(meters, kind).increment();
    }

    void unaddressable() {
        RoutingMeters.UNADDRESSABLE.counter(meters).increment();
    }
}
