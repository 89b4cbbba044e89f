package zhuji.bench;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.local.LocalPipeline;
import zhuji.wire.EventSerdes;

/** A plain consumer with Confluent's Avro deserializer, in a process of its own: what everything else is measured against. */
@Command(name = "plain", hidden = true, description = "Reads topics to a number of records, and says at what rate.")
final class PlainReader implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final double NANOS = 1e9;

    @Option(names = "--bootstrap", required = true)
    private String bootstrap = "";

    @Option(names = "--registry", required = true)
    private String registry = "";

    @Option(names = "--records", required = true)
    private long records;

    @Option(names = "--bytes", description = "Bytes, in place of Avro")
    private boolean bytes;

    @Parameters
    private List<String> topics = List.of();

    @Override
    public Integer call() {
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        Deserializer<?> values = bytes ? new ByteArrayDeserializer() : avro();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            List<TopicPartition> places = new ArrayList<>();
            topics.forEach(topic -> consumer.partitionsFor(topic)
                    .forEach(place -> places.add(new TopicPartition(topic, place.partition()))));
            consumer.assign(places);
            consumer.seekToBeginning(places);
            long start = System.nanoTime();
            long left = records;
            for (long latest = start; left > 0; ) {
                int more = consumer.poll(POLL).count();
                left -= more;
                latest = more > 0 ? System.nanoTime() : latest;
                if (System.nanoTime() - latest > LONGEST_PAUSE.toNanos()) {
                    throw new IllegalStateException(left + " of " + records + " records are not there");
                }
            }
            System.out.printf("%.0f a second%n", records * NANOS / (System.nanoTime() - start));
        }
        return 0;
    }

    private KafkaAvroDeserializer avro() {
        // Making it lets Avro trust our records.
        var serdes = new EventSerdes(registry);
        var avro = new KafkaAvroDeserializer(serdes.registry());
        avro.configure(
                Map.of(
                        "schema.registry.url",
                        registry,
                        "specific.avro.reader",
                        true,
                        "value.subject.name.strategy",
                        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"),
                false);
        return avro;
    }

    /**
     * Reads topics in a process of its own, as everything that is compared with it.
     *
     * @param records how many there are
     * @return records a second
     */
    static double inAProcess(LocalPipeline pipeline, long records, String... topics) throws InterruptedException {
        return inAProcess(pipeline, records, false, topics);
    }

    /** The same, or bytes alone. */
    static double inAProcess(LocalPipeline pipeline, long records, boolean bytes, String... topics)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-XX:+UseParallelGC", "-Xms2g", "-Xmx2g"));
        command.addAll(Programs.own("plain"));
        command.addAll(List.of(
                "--bootstrap=" + Programs.bootstrap(pipeline),
                "--registry=" + pipeline.registryUrl(),
                "--records=" + records));
        if (bytes) {
            command.add("--bytes");
        }
        command.addAll(List.of(topics));
        return Rate.of(command);
    }
}
