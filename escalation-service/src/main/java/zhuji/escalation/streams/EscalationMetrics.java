package zhuji.escalation.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.Deadline;

/** What escalation counts. */
public final class EscalationMetrics {

    private static final double MILLIS = 1_000.0;

    private final MeterRegistry meters;
    private final Timer firingLag;
    private final AtomicLong patrolledAt = new AtomicLong();
    private final AtomicLong handledAt = new AtomicLong();

    public EscalationMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.firingLag = Timer.builder("zhuji.escalation.firing.lag")
                .description("From a deadline to its being reported missed")
                .publishPercentileHistogram()
                .register(meters);
        Gauge.builder("zhuji.escalation.patrol.last", patrolledAt, instant -> instant.get() / MILLIS)
                .description("When deadlines were last looked for, seconds since 1970")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("zhuji.escalation.handled.up.to", handledAt, instant -> instant.get() / MILLIS)
                .description("Instant up to which all input is handled, seconds since 1970; deadlines after it wait")
                .baseUnit("seconds")
                .register(meters);
    }

    void happened(CaseEvent.Kind kind) {
        Counter.builder("zhuji.escalation.events")
                .description("What happened to cases, by kind")
                .tag("kind", kind.name())
                .register(meters)
                .increment();
    }

    /** @param handledUpTo the instant up to which deadlines could be looked at */
    void patrolled(Instant now, Instant handledUpTo) {
        patrolledAt.set(now.toEpochMilli());
        handledAt.set(handledUpTo.toEpochMilli());
    }

    /** Of a deadline nobody could meet there is no lag to speak of. */
    void fired(CaseEvent event, Instant now) {
        if (event.kind() == CaseEvent.Kind.DEADLINE_MISSED && event.deadline() != null) {
            Deadline deadline = event.deadline().deadline();
            if (!deadline.wasOverOnArrival()) {
                firingLag.record(Duration.between(deadline.due(), now));
            }
        }
    }
}
