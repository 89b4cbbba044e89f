package zhuji.routing.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What routing counts. */
public final class RoutingMetrics {

    private final MeterRegistry meters;

    public RoutingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void routed(String rule) {
        Counter.builder("zhuji.routing.decisions")
                .description("Routing decisions by rule of the notice")
                .tag("rule", rule)
                .register(meters)
                .increment();
    }

    void noticed(String kind) {
        Counter.builder("zhuji.routing.notices")
                .description("Notices by kind")
                .tag("kind", kind)
                .register(meters)
                .increment();
    }

    void unaddressable() {
        Counter.builder("zhuji.routing.unaddressable")
                .description("Rejections whose sender has no inbox because its code is of no region")
                .register(meters)
                .increment();
    }
}
