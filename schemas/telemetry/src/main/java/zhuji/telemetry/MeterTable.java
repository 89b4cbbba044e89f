package zhuji.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;
import java.util.stream.Collectors;

/** The meters of a service as its README lists them: a test makes the list again and compares. */
public final class MeterTable {

    private static final NamingConvention PROMETHEUS = new PrometheusNamingConvention();

    private MeterTable() {}

    /** A table in Markdown, one line for each meter, by the names Prometheus has for them. */
    public static String of(List<DeclaredMeter> meters) {
        return meters.stream()
                .map(MeterTable::line)
                .collect(Collectors.joining("\n", "| metric | kind | tags | |\n| --- | --- | --- | --- |\n", "\n"));
    }

    /**
     * The name Prometheus has for a meter.
     *
     * @return of a timer that of its histogram, without {@code _bucket}, {@code _count} or {@code _sum}
     */
    public static String nameOf(DeclaredMeter meter) {
        String name = PROMETHEUS.name(meter.name(), meter.type(), meter.unit());
        return meter.type() == Meter.Type.COUNTER && !name.endsWith("_total") ? name + "_total" : name;
    }

    private static String line(DeclaredMeter meter) {
        List<String> tags = meter.tags();
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        nameOf(meter),
                        kindOf(meter.type()),
                        tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(" ")),
                        meter.description());
    }

    private static String kindOf(Meter.Type type) {
        return switch (type) {
            case TIMER -> "histogram";
            case COUNTER -> "counter";
            default -> "gauge";
        };
    }
}
