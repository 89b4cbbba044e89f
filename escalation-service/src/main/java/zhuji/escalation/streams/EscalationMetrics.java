package zhuji.escalation.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import zhuji.escalation.domain.CaseEvent;

/** What escalation counts. */
public final class EscalationMetrics {

    private final MeterRegistry meters;
    private final Timer firingLag;

    public EscalationMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.firingLag = Timer.builder("zhuji.escalation.firing.lag")
                .description("From a deadline to its being handled")
                .register(meters);
    }

    void happened(CaseEvent.Kind kind) {
        Counter.builder("zhuji.escalation.events")
                .description("What happened to cases, by kind")
                .tag("kind", kind.name())
                .register(meters)
                .increment();
    }

    void fired(Duration lag) {
        firingLag.record(lag);
    }
}
