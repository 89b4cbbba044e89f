package zhuji.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/**
 * Routing alone, in turn with the hand-written loop and with the same job in what one would use instead. All read the same kind of records, each
 * with a reader on one topic that it writes one record of about 1 KB to for each.
 */
@Command(
        name = "2-routing",
        aliases = "routing",
        mixinStandardHelpOptions = true,
        description = "Routing alone, beside the hand-written loop, Apache Camel and Spring Cloud Stream.")
final class RoutingScenario implements Callable<Integer> {

    /** What is left then is measured: routing and its peers are compiled for longer than the loop, which is small. */
    private static final double WARMING = 0.75;

    @Option(names = "--reports", defaultValue = "1000000", description = "Reports of a turn. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(
            names = "--turns",
            defaultValue = "4",
            description =
                    "Turns of each; of four nobody has the better places, of two nearly so. Default: ${DEFAULT-VALUE}")
    private int turns;

    @Option(names = "--setting", description = "Of routing, as NAME=VALUE, to try another; may be repeated")
    private List<String> settings = List.of();

    @Option(names = "--only", split = ",", description = "Those contenders only, by name; routing is always there")
    private List<String> only = List.of();

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result.
     *
     * @param machine where
     * @param settings of routing, other than it has
     * @param realText whether texts are real
     * @param reports reports of a turn, of which the last quarter is measured
     * @param perSecond reports a second, of each turn, by contender
     * @param ofRouting what each contender's rate is of routing's in the same round, the geometric mean
     * @param ofLoop what routing's rate is of the loop's in the same round, the geometric mean
     * @param auditedPerSecond records a second at which the audit found every promise kept afterwards
     */
    record Result(
            Machine machine,
            List<String> settings,
            boolean realText,
            int reports,
            Map<String, List<Long>> perSecond,
            Map<String, Double> ofRouting,
            double ofLoop,
            long auditedPerSecond) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        Texts texts = Texts.beside(installation.root());
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            List<Contender> contenders =
                    Contenders.all(
                                    installation.root(),
                                    settings.stream()
                                            .map(setting -> "--" + setting)
                                            .toList())
                            .stream()
                            .filter(contender -> only.isEmpty()
                                    || only.contains(contender.name())
                                    || contender.name().equals(Contenders.ROUTING))
                            .toList();
            Contenders.prepare(pipeline);
            // Routing may be some way into the next turn's when it is stopped.
            try (var offices = Submitting.of(pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts)) {
                Filling.through(List.of(Service.INTAKE), pipeline, offices, (long) reports * (turns + 1));
            }
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int turn = 0; turn < turns; turn++) {
                round(pipeline, contenders, turn, rates);
            }
            System.out.println("the rest of the pipeline follows, and the audit judges it");
            double audited = Auditing.verifyAfter(installation, pipeline, List.of(Service.values()));
            Result result = result(Machine.here(installation.root()), texts, rates, audited);
            print(result);
            Results.write(installation.root(), "2-routing", result);
        }
        return 0;
    }

    /** Each once. */
    private void round(LocalPipeline pipeline, List<Contender> contenders, int turn, Map<String, List<Double>> rates) {
        for (Contender contender : Rounds.order(contenders, turn)) {
            double rate;
            try (var counter = new Counter(pipeline, contender.counted())) {
                contender.start(pipeline, turn);
                long warming = Math.round(WARMING * reports);
                rate = counter.rate(warming, reports - warming);
            } finally {
                contender.stop(pipeline);
            }
            rates.computeIfAbsent(contender.name(), none -> new ArrayList<>()).add(rate);
            System.out.printf("%-22s %,10.0f /s%n", contender.name(), rate);
        }
    }

    private Result result(Machine machine, Texts texts, Map<String, List<Double>> rates, double audited) {
        List<Double> routing = rates.getOrDefault(Contenders.ROUTING, List.of());
        Map<String, List<Long>> perSecond = new LinkedHashMap<>();
        Map<String, Double> ofRouting = new LinkedHashMap<>();
        rates.forEach((name, measured) -> {
            perSecond.put(name, Figures.whole(measured));
            ofRouting.put(name, Figures.meanShare(measured, routing));
        });
        double ofLoop = Figures.meanShare(routing, rates.getOrDefault(Contenders.LOOP, routing));
        return new Result(machine, settings, texts.real(), reports, perSecond, ofRouting, ofLoop, Math.round(audited));
    }

    private static void print(Result result) {
        System.out.printf("%n%-22s %-10s %s%n", "", "of routing", "reports a second");
        result.perSecond()
                .forEach((name, rates) -> System.out.printf(
                        "%-22s %10.3f %s%n", name, result.ofRouting().get(name), rates));
        System.out.printf(
                "%nrouting, of the hand-written loop      %.3f%n%nnothing found by the audit, %,d records a second%n",
                result.ofLoop(), result.auditedPerSecond());
    }
}
