package zhuji.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** What time of the processors each process has taken. */
final class Effort {

    private static final double NANOS_IN_A_MICRO = 1_000.0;

    private final Map<String, Duration> taken;

    private Effort(Map<String, Duration> taken) {
        this.taken = taken;
    }

    /** Until now. */
    static Effort of(LocalPipeline pipeline) {
        Map<String, Duration> taken = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            taken.put(service.id(), of(ProcessHandle.of(pipeline.pid(service))));
        }
        taken.put("broker", of(ProcessHandle.of(pipeline.pid(LocalPipeline.Server.BROKER))));
        taken.put("offices and readers", of(Optional.of(ProcessHandle.current())));
        return new Effort(taken);
    }

    private static Duration of(Optional<ProcessHandle> process) {
        return process.flatMap(found -> found.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** Microseconds each process has taken since another time, for each of so many reports. */
    Map<String, Double> microsEachSince(Effort before, long reports) {
        Map<String, Double> each = new LinkedHashMap<>();
        taken.forEach((name, until) -> each.put(
                name,
                Figures.rounded(until.minus(before.taken.getOrDefault(name, Duration.ZERO))
                                .toNanos()
                        / NANOS_IN_A_MICRO
                        / reports)));
        return each;
    }
}
