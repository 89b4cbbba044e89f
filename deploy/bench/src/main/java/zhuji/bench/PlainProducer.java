package zhuji.bench;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.wire.EventSerdes;

/** A plain producer, in a process of its own: submissions as office systems make them, or the bytes of them again and again. */
@Command(name = "produce", hidden = true, description = "Produces a number of records, and says at what rate.")
final class PlainProducer implements Callable<Integer> {

    /** Of its own: what it puts there no office ever submitted. */
    static final String OUTPUT = "bench.submitted";

    private static final double NANOS = 1e9;
    private static final List<String> OFFICES = Reports.contactPoints();

    @Option(names = "--bootstrap", required = true)
    private String bootstrap = "";

    @Option(names = "--registry", required = true)
    private String registry = "";

    @Option(names = "--records", required = true)
    private long records;

    @Option(names = "--bytes", description = "Bytes made once, in place of Avro made for each")
    private boolean bytes;

    @Override
    public Integer call() {
        Texts texts = Texts.beside(Installation.current().root());
        var kafka = new Properties();
        kafka.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        var serdes = new EventSerdes(registry);
        double rate = bytes ? ofBytes(kafka, serdes, texts) : ofAvro(kafka, serdes, texts);
        System.out.printf("%.0f a second%n", rate);
        return 0;
    }

    private double ofAvro(Properties kafka, EventSerdes serdes, Texts texts) {
        var avro = new KafkaAvroSerializer(serdes.registry());
        avro.configure(
                Map.of(
                        "schema.registry.url",
                        registry,
                        "auto.register.schemas",
                        true,
                        "value.subject.name.strategy",
                        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"),
                false);
        try (var producer = new KafkaProducer<>(Servers.filling(kafka), new StringSerializer(), avro)) {
            return rate(producer, (office, number) -> Submitting.submission(office, number, texts));
        }
    }

    private double ofBytes(Properties kafka, EventSerdes serdes, Texts texts) {
        List<byte[]> made = new ArrayList<>();
        try (var serializer = serdes.<Submission>serializer()) {
            for (int number = 0; number < texts.bodies().size(); number++) {
                made.add(serializer.serialize(
                        Topics.REPORT_SUBMITTED, Submitting.submission(OFFICES.getFirst(), number, texts)));
            }
        }
        try (var producer =
                new KafkaProducer<>(Servers.filling(kafka), new StringSerializer(), new ByteArraySerializer())) {
            return rate(producer, (office, number) -> made.get((int) (number % made.size())));
        }
    }

    /** Makes the value of a record. */
    private interface Values<V> {
        V of(String office, long number);
    }

    /** @return records a second, once the process is warm */
    private <V> double rate(KafkaProducer<String, V> producer, Values<V> values) {
        produce(producer, values, records / 2);
        long start = System.nanoTime();
        produce(producer, values, records);
        return records * NANOS / (System.nanoTime() - start);
    }

    private static <V> void produce(KafkaProducer<String, V> producer, Values<V> values, long number) {
        for (long record = 0; record < number; record++) {
            String office = OFFICES.get((int) (record % OFFICES.size()));
            var unused = producer.send(new ProducerRecord<>(OUTPUT, office, values.of(office, record)));
        }
        producer.flush();
    }

    /**
     * Produces in a process of its own, as everything that is compared with it.
     *
     * @param bytes bytes made once, in place of Avro made for each
     * @return records a second
     */
    static double inAProcess(LocalPipeline pipeline, Installation installation, long records, boolean bytes)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseParallelGC",
                "-Xms2g",
                "-Xmx2g",
                "-Dzhuji.root=" + installation.root()));
        command.addAll(Programs.own("produce"));
        command.addAll(List.of(
                "--bootstrap=" + Programs.bootstrap(pipeline),
                "--registry=" + pipeline.registryUrl(),
                "--records=" + records));
        if (bytes) {
            command.add("--bytes");
        }
        return Rate.of(command);
    }
}
