package zhuji.scoring.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zhuji.events.ScoreEntry;
import zhuji.events.Topics;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Reminder;
import zhuji.scoring.meters.ScoringMeters;

/** What scoring counts. */
public final class ScoringMetrics {

    private final MeterRegistry meters;
    private final Map<Class<?>, Counter> facts = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> years = new ConcurrentHashMap<>();
    private final MultiGauge behind;

    /** Contact points of a region that are behind in that way. */
    record Behind(Reminder.Kind kind, String region) {}

    public ScoringMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.behind = ScoringMeters.BEHIND.gauges(meters);
    }

    void counted(Fact fact) {
        facts.computeIfAbsent(fact.getClass(), kind -> ScoringMeters.FACTS.counter(meters, kind.getSimpleName()))
                .increment();
    }

    void entered(ScoreEntry entry) {
        int sign = entry.getPoints().signum();
        String kind = entry.getReverses() != null ? "reversal" : sign < 0 ? "deduction" : "points";
        ScoringMeters.ENTRIES
                .counter(meters, kind, Boolean.toString(entry.getLate()))
                .increment();
        if (entry.getReverses() == null && sign != 0) {
            BigDecimal points = entry.getPoints().abs();
            (sign < 0 ? ScoringMeters.POINTS_DEDUCTED : ScoringMeters.POINTS_GIVEN)
                    .counter(meters, Topics.prefixOf(entry.getOffice()))
                    .increment(points.doubleValue());
        }
    }

    /** How many contact points are behind now. */
    void behind(Map<Behind, Integer> numbers) {
        behind.register(
                numbers.entrySet().stream()
                        .<MultiGauge.Row<?>>map(each -> MultiGauge.Row.of(
                                ScoringMeters.BEHIND.tagged(
                                        each.getKey().kind().name(),
                                        each.getKey().region()),
                                each.getValue()))
                        .toList(),
                true);
    }

    /** How a year stands. */
    void year(int year, boolean closed) {
        if (years.put(year, closed) == null) {
            ScoringMeters.YEAR_CLOSED.gauge(
                    meters, () -> years.getOrDefault(year, false) ? 1 : 0, String.valueOf(year));
        }
    }
}
