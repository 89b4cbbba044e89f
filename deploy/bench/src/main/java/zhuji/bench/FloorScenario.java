package zhuji.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** What the machine, the broker and the clients cost by themselves: everything above it is ours. */
@Command(
        name = "1-floor",
        aliases = "floor",
        mixinStandardHelpOptions = true,
        description = "Plain kafka-clients: produce, consume, and the hand-written exactly-once loop; then the audit.")
final class FloorScenario implements Callable<Integer> {

    private static final double WARMING = 0.5;

    @Option(names = "--reports", defaultValue = "500000", description = "Records of a turn. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(names = "--turns", defaultValue = "3", description = "Turns of each. Default: ${DEFAULT-VALUE}")
    private int turns;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result, records a second in each turn.
     *
     * @param machine where
     * @param realText whether texts are real
     * @param reports records of a turn
     * @param producedBytes bytes produced
     * @param producedAvro Avro produced, as office systems do
     * @param consumedBytes bytes consumed
     * @param consumedAvro Avro consumed with Confluent's deserializer
     * @param loop the exactly-once loop, one in, two out
     * @param auditedPerSecond records a second at which the audit found every promise kept to those whose reports the loop and readers read
     */
    record Result(
            Machine machine,
            boolean realText,
            int reports,
            List<Long> producedBytes,
            List<Long> producedAvro,
            List<Long> consumedBytes,
            List<Long> consumedAvro,
            List<Long> loop,
            long auditedPerSecond) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        Texts texts = Texts.beside(installation.root());
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            Contenders.prepare(pipeline);
            Result result = measured(pipeline, installation, texts);
            print(result);
            Results.write(installation.root(), "1-floor", result);
        }
        return 0;
    }

    private Result measured(LocalPipeline pipeline, Installation installation, Texts texts)
            throws IOException, InterruptedException {
        List<Double> bytes = new ArrayList<>();
        List<Double> avro = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        List<Double> decoded = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        accepted(pipeline, texts);
        for (int turn = 0; turn < turns; turn++) {
            avro.add(PlainProducer.inAProcess(pipeline, installation, reports, false));
            bytes.add(PlainProducer.inAProcess(pipeline, installation, reports, true));
            read.add(PlainReader.inAProcess(pipeline, reports, true, Topics.REPORT_ACCEPTED));
            decoded.add(PlainReader.inAProcess(pipeline, reports, false, Topics.REPORT_ACCEPTED));
            loop.add(loop(pipeline, turn));
        }
        return new Result(
                Machine.here(installation.root()),
                texts.real(),
                reports,
                Figures.whole(bytes),
                Figures.whole(avro),
                Figures.whole(read),
                Figures.whole(decoded),
                Figures.whole(loop),
                Math.round(Auditing.verifyAfter(installation, pipeline, List.of(Service.values()))));
    }

    /** What the loop reads is what routing reads. */
    private void accepted(LocalPipeline pipeline, Texts texts) throws InterruptedException {
        try (var offices = Submitting.of(pipeline.kafka(), new EventSerdes(pipeline.registryUrl()), texts)) {
            Filling.through(List.of(Service.INTAKE), pipeline, offices, reports);
        }
    }

    private double loop(LocalPipeline pipeline, int turn) {
        Contender loop = Contenders.loop();
        try (var counter = new Counter(pipeline, loop.counted())) {
            loop.start(pipeline, turn);
            long warming = Math.round(WARMING * reports);
            return counter.rate(warming, reports - warming);
        } finally {
            loop.stop(pipeline);
        }
    }

    private static void print(Result result) {
        System.out.printf("%nproduce bytes      %s records a second%n", result.producedBytes());
        System.out.printf("produce Avro       %s%n", result.producedAvro());
        System.out.printf("consume bytes      %s%n", result.consumedBytes());
        System.out.printf("consume Avro       %s%n", result.consumedAvro());
        System.out.printf("exactly-once loop  %s%n", result.loop());
        System.out.printf("%nnothing found by the audit, %,d records a second%n%n", result.auditedPerSecond());
    }
}
