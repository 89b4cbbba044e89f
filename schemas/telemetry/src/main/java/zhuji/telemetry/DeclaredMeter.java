package zhuji.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A meter, declared: each service has one list of them, and nothing else makes meters. Regions and levels may be tags; identities and codes of
 * offices never are, for each value is a time series kept.
 *
 * @param name its name, with dots
 * @param type counter, timer or gauge
 * @param unit its unit; null where it counts things, and of timers, which know theirs
 * @param description what it says, in one sentence
 * @param tags names of its tags, in the order in which values are given
 */
public record DeclaredMeter(
        String name, Meter.Type type, @Nullable String unit, String description, List<String> tags) {

    public DeclaredMeter {
        tags = List.copyOf(tags);
    }

    /** Counts what happened. */
    public static DeclaredMeter counterOf(String name, String description, String... tags) {
        return new DeclaredMeter(name, Meter.Type.COUNTER, null, description, List.of(tags));
    }

    /** Measures how long something took. */
    public static DeclaredMeter timerOf(String name, String description, String... tags) {
        return new DeclaredMeter(name, Meter.Type.TIMER, null, description, List.of(tags));
    }

    /**
     * Tells how something stands.
     *
     * @param unit null where it counts things
     */
    public static DeclaredMeter gaugeOf(String name, @Nullable String unit, String description, String... tags) {
        return new DeclaredMeter(name, Meter.Type.GAUGE, unit, description, List.of(tags));
    }

    /** Its counter of these tag values. */
    public Counter counter(MeterRegistry meters, String... values) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(unit)
                .tags(tagged(values))
                .register(meters);
    }

    /** Its counters, each looked up once: registries look through all tags each time. */
    public Counters counters(MeterRegistry meters) {
        return new Counters(meters);
    }

    /** The counters of one meter, by their tag values. */
    public final class Counters {

        private final MeterRegistry meters;
        private final Map<List<String>, Counter> known = new ConcurrentHashMap<>();

        private Counters(MeterRegistry meters) {
            this.meters = meters;
        }

        /** That of these tag values. */
        public Counter of(String... values) {
            return known.computeIfAbsent(List.of(values), some -> counter(meters, some.toArray(String[]::new)));
        }
    }

    /**
     * Its timer of these tag values, with a histogram.
     *
     * @param shortest the least that is told apart
     * @param longest the most that is told apart
     */
    public Timer timer(MeterRegistry meters, Duration shortest, Duration longest, String... values) {
        return Timer.builder(name)
                .description(description)
                .tags(tagged(values))
                .publishPercentileHistogram()
                .minimumExpectedValue(shortest)
                .maximumExpectedValue(longest)
                .register(meters);
    }

    /** Its gauge of these tag values; null of the supplier is no number. */
    public Gauge gauge(MeterRegistry meters, Supplier<? extends @Nullable Number> number, String... values) {
        return Gauge.builder(name, () -> {
                    Number now = number.get();
                    return now == null ? Double.NaN : now;
                })
                .description(description)
                .baseUnit(unit)
                .tags(tagged(values))
                .strongReference(true)
                .register(meters);
    }

    /** Its gauges, whose tag values come and go. */
    public MultiGauge gauges(MeterRegistry meters) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(meters);
    }

    /** These values under the names of its tags. */
    public Tags tagged(String... values) {
        List<String> names = tags;
        if (values.length != names.size()) {
            throw new IllegalArgumentException(name + " has the tags " + names);
        }
        Tags all = Tags.empty();
        for (int tag = 0; tag < values.length; tag++) {
            all = all.and(names.get(tag), values[tag]);
        }
        return all;
    }
}
