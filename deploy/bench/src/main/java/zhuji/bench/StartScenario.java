package zhuji.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.local.Installation;
import zhuji.local.JavaOptions;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** From the command to ready, each service alone and all together, and the memory they take when nothing happens. */
@Command(
        name = "6-start",
        aliases = "start",
        mixinStandardHelpOptions = true,
        description = "Start: from command to ready, each alone and all together; memory at rest.")
final class StartScenario implements Callable<Integer> {

    private static final List<Service> ALL = List.of(Service.values());
    private static final double NANOS = 1e9;

    @Option(
            names = "--rest",
            defaultValue = "60",
            description = "Seconds of rest before memory is read. Default: ${DEFAULT-VALUE}")
    private int rest;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result.
     *
     * @param machine where
     * @param aloneSeconds from command to ready, each service while no other runs
     * @param togetherSeconds from the first command until all are ready
     * @param heapLimitMegabytes what each heap may grow to
     * @param residentMegabytes resident memory at rest, by service
     * @param residentTogether all four
     */
    record Result(
            Machine machine,
            Map<String, Double> aloneSeconds,
            double togetherSeconds,
            int heapLimitMegabytes,
            Map<String, Long> residentMegabytes,
            long residentTogether) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            Map<String, Double> alone = new LinkedHashMap<>();
            for (Service service : ALL) {
                alone.put(service.id(), seconds(pipeline, List.of(service)));
                pipeline.stop(service);
            }
            double together = seconds(pipeline, ALL);
            Thread.sleep(rest * 1_000L);
            Map<String, Long> resident = new LinkedHashMap<>();
            ALL.forEach(service -> resident.put(service.id(), Memory.resident(pipeline.pid(service))));
            var result = new Result(
                    Machine.here(installation.root()),
                    alone,
                    together,
                    JavaOptions.HEAP_MEGABYTES,
                    resident,
                    resident.values().stream().mapToLong(Long::longValue).sum());
            print(result);
            Results.write(installation.root(), "6-start", result);
        }
        return 0;
    }

    private static double seconds(LocalPipeline pipeline, List<Service> services) {
        long start = System.nanoTime();
        services.forEach(pipeline::launch);
        services.forEach(pipeline::awaitReady);
        return Figures.rounded((System.nanoTime() - start) / NANOS);
    }

    private static void print(Result result) {
        System.out.printf("%n%-12s %12s %12s%n", "", "ready, s", "at rest, MB");
        result.aloneSeconds()
                .forEach((service, seconds) -> System.out.printf(
                        "%-12s %12.1f %,12d%n",
                        service, seconds, result.residentMegabytes().get(service)));
        System.out.printf("%-12s %12.1f %,12d%n%n", "together", result.togetherSeconds(), result.residentTogether());
    }
}
