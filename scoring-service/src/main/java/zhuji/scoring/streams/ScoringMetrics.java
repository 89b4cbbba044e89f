package zhuji.scoring.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import zhuji.events.ScoreEntry;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Reminder;

/** What scoring counts. */
public final class ScoringMetrics {

    private final MeterRegistry meters;
    private final Map<Class<?>, Counter> facts = new ConcurrentHashMap<>();
    private final Map<Reminder.Kind, AtomicInteger> behind = new EnumMap<>(Reminder.Kind.class);

    public ScoringMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Reminder.Kind kind : Reminder.Kind.values()) {
            AtomicInteger number = new AtomicInteger();
            behind.put(kind, number);
            Gauge.builder("zhuji.scoring.contact.points.behind", number, AtomicInteger::get)
                    .description("Contact points below the pace of their quota, and silent for long (R8, R11)")
                    .tag("kind", kind.name())
                    .register(meters);
        }
    }

    void counted(Fact fact) {
        facts.computeIfAbsent(
                        fact.getClass(),
                        kind -> Counter.builder("zhuji.scoring.facts")
                                .description("What was counted, by kind")
                                .tag("kind", kind.getSimpleName())
                                .register(meters))
                .increment();
    }

    void entered(ScoreEntry entry) {
        String kind =
                entry.getReverses() != null ? "reversal" : entry.getPoints().signum() < 0 ? "deduction" : "points";
        Counter.builder("zhuji.scoring.entries")
                .description("Entries, by kind; late ones came after the year was closed")
                .tag("kind", kind)
                .tag("late", Boolean.toString(entry.getLate()))
                .register(meters)
                .increment();
    }

    /** How many contact points are behind in that way now. */
    void behind(Reminder.Kind kind, int number) {
        AtomicInteger gauge = behind.get(kind);
        if (gauge != null) {
            gauge.set(number);
        }
    }
}
