package zhuji.escalation.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.Deadline;
import zhuji.escalation.domain.Duty;
import zhuji.escalation.domain.Holding;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Rung;
import zhuji.escalation.meters.EscalationMeters;
import zhuji.telemetry.DeclaredMeter;

/** What escalation counts. */
public final class EscalationMetrics {

    private static final String KEPT = "kept";
    private static final String MISSED = "missed";
    private static final String REPORTED_LATE = "reported_late";
    private static final List<String> OUTCOMES = List.of(KEPT, MISSED, REPORTED_LATE);
    private static final double MILLIS = 1_000.0;

    /** How late a deadline may be reported missed (design, I5). */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final Duration SHORTEST_LAG = Duration.ofMillis(10);
    private static final Duration LONGEST_LAG = Duration.ofMinutes(5);
    private static final Duration SHORTEST_HOP = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOP = Duration.ofHours(24);

    private final MeterRegistry meters;
    private final Timer firingLag;
    private final AtomicLong patrolledAt = new AtomicLong();
    private final AtomicLong handledAt = new AtomicLong();
    private final Set<Holdings> tasks = ConcurrentHashMap.newKeySet();
    private final MultiGauge cases;
    private final MultiGauge duties;

    public EscalationMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.firingLag = EscalationMeters.FIRING_LAG.timer(meters, SHORTEST_LAG, LONGEST_LAG);
        this.cases = EscalationMeters.CASES_OPEN.gauges(meters);
        this.duties = EscalationMeters.DUTIES.gauges(meters);
        for (Level level : Level.values()) {
            // There from the start, at zero: what first appears at one does not count as an increase.
            OUTCOMES.forEach(outcome -> EscalationMeters.HOPS.counter(meters, named(level), outcome));
        }
        EscalationMeters.PATROL_LAST.gauge(meters, () -> patrolledAt.get() / MILLIS);
        EscalationMeters.HANDLED_UP_TO.gauge(meters, () -> handledAt.get() / MILLIS);
        EscalationMeters.CASES_ASIDE.gauge(
                meters, () -> tasks.stream().mapToInt(Holdings::aside).sum());
    }

    /** A task's cases count from now on. */
    void add(Holdings task) {
        tasks.add(task);
        show();
    }

    /** They are another instance's now, or nobody's. */
    void remove(Holdings task) {
        tasks.remove(task);
        show();
    }

    /** Brings the gauges up to date: rows come and go with regions and grades. */
    void show() {
        Map<Holding, Integer> sums = new HashMap<>();
        tasks.forEach(task -> task.counts().forEach((holding, count) -> sums.merge(holding, count, Integer::sum)));
        show(cases, EscalationMeters.CASES_OPEN, Holding.Kind.CASE, sums);
        show(duties, EscalationMeters.DUTIES, Holding.Kind.DUTY, sums);
    }

    private static void show(MultiGauge gauges, DeclaredMeter meter, Holding.Kind kind, Map<Holding, Integer> sums) {
        List<MultiGauge.Row<?>> rows = sums.entrySet().stream()
                .filter(sum -> sum.getKey().kind() == kind)
                .<MultiGauge.Row<?>>map(sum -> MultiGauge.Row.of(tags(meter, sum.getKey()), sum.getValue()))
                .toList();
        gauges.register(rows, true);
    }

    private static Tags tags(DeclaredMeter meter, Holding holding) {
        return meter.tagged(holding.region(), named(holding.level()), holding.state());
    }

    private static String named(Enum<?> level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    void happened(CaseEvent.Kind kind) {
        EscalationMeters.EVENTS.counter(meters, kind.name()).increment();
    }

    /** A hop is over when its desk did what it had to, or when its deadline was reported missed. */
    void hopped(CaseEvent event) {
        Rung rung = rung(event);
        if (rung == null) {
            return;
        }
        switch (event.kind()) {
            case RELAYED -> {
                if (rung.missedAt() == null) {
                    hop(rung, KEPT);
                }
                if (rung.receivedAt() != null) {
                    EscalationMeters.HOP_TIME
                            .timer(meters, SHORTEST_HOP, LONGEST_HOP, named(rung.level()))
                            .record(Duration.between(rung.receivedAt(), event.at()));
                }
            }
            case ACKNOWLEDGED -> {
                if (rung.missedAt() == null && isTop(event, rung)) {
                    hop(rung, KEPT);
                }
            }
            case DEADLINE_MISSED -> missed(event, rung);
            default -> {}
        }
    }

    private void missed(CaseEvent event, Rung rung) {
        if (event.deadline() != null && event.deadline().duty() != Duty.FOLLOW_UP) {
            Deadline deadline = event.deadline().deadline();
            boolean inTime = deadline.wasOverOnArrival()
                    || !event.at().isAfter(deadline.due().plus(IN_TIME));
            hop(rung, inTime ? MISSED : REPORTED_LATE);
        }
    }

    private void hop(Rung rung, String outcome) {
        EscalationMeters.HOPS.counter(meters, named(rung.level()), outcome).increment();
    }

    private static @Nullable Rung rung(CaseEvent event) {
        int position = event.rung() == null ? -1 : event.after().positionOf(event.rung());
        return position < 0 ? null : event.after().ladder().get(position);
    }

    private static boolean isTop(CaseEvent event, Rung rung) {
        return event.after().ladder().getLast().office().equals(rung.office());
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
