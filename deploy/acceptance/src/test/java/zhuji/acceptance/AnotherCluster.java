package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Ports;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** Another broker with other numbers of partitions, to which what scoring reads was brought in another order between offices. */
final class AnotherCluster implements AutoCloseable {

    private static final int PARTITIONS = 7;
    private static final int WIRE_HEADER = 5;
    private static final List<String> INPUT = List.of(
            Topics.REPORT_ACCEPTED,
            Topics.REPORT_EVALUATED,
            Topics.REPORT_ROUTED,
            Topics.REPORT_REJECTED,
            Topics.INCIDENT_EVENT,
            Topics.SCORE_CONTROL);

    private final LocalPipeline pipeline;

    private AnotherCluster(LocalPipeline pipeline) {
        this.pipeline = pipeline;
    }

    static AnotherCluster of(LocalPipeline original, long seed)
            throws IOException, ExecutionException, InterruptedException {
        Path data = Files.createTempDirectory("zhuji-another");
        var pipeline = new LocalPipeline(Installation.current(), Ports.from(RunningPipeline.freeBase()), data, "demo");
        pipeline.startServers(topic -> topic.partitions() > 1 ? PARTITIONS : 1);
        keepTimes(pipeline);
        bring(original, pipeline, new Random(seed));
        pipeline.launch(Service.SCORING);
        pipeline.awaitReady(Service.SCORING);
        return new AnotherCluster(pipeline);
    }

    /** The broker that was written to first has said when; this one only repeats it. */
    private static void keepTimes(LocalPipeline pipeline) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(pipeline.kafka())) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : INPUT) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET)));
            }
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    /** Within an office (of a case, of a year) nothing changes its place; which office comes next is drawn. */
    private static void bring(LocalPipeline from, LocalPipeline to, Random random) {
        var there = new EventSerdes(from.registryUrl()).deserializer(SpecificRecord.class);
        Map<String, List<ProducerRecord<String, SpecificRecord>>> queues = new LinkedHashMap<>();
        for (String topic : INPUT) {
            for (ConsumerRecord<String, byte[]> record : records(from, topic)) {
                SpecificRecord event = readable(there, record);
                if (event != null) {
                    queues.computeIfAbsent(topic + record.key(), key -> new ArrayList<>())
                            .add(new ProducerRecord<>(
                                    topic, null, record.timestamp(), record.key(), event, record.headers()));
                }
            }
        }
        var settings = to.kafka();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD);
        List<Exception> refused = new CopyOnWriteArrayList<>();
        try (var producer = new KafkaProducer<String, SpecificRecord>(
                settings, new StringSerializer(), new EventSerdes(to.registryUrl()).<SpecificRecord>serializer())) {
            List<String> open = new ArrayList<>(queues.keySet());
            while (!open.isEmpty()) {
                int place = random.nextInt(open.size());
                List<ProducerRecord<String, SpecificRecord>> queue =
                        Objects.requireNonNull(queues.get(open.get(place)));
                var unused = producer.send(queue.removeFirst(), (where, failure) -> {
                    if (failure != null) {
                        refused.add(failure);
                    }
                });
                if (queue.isEmpty()) {
                    open.remove(place);
                }
            }
        }
        assertThat(refused).as("records the other broker refused").isEmpty();
    }

    /** What nobody can read was planted by another test, and is among the dead letters. */
    private static @Nullable SpecificRecord readable(
            Deserializer<SpecificRecord> there, ConsumerRecord<String, byte[]> record) {
        try {
            return there.deserialize(record.topic(), record.value());
        } catch (SerializationException planted) {
            return null;
        }
    }

    Map<String, byte[]> latest(String topic) {
        return latest(pipeline, topic);
    }

    /** Of each key the latest value, without the number its schema has in the registry. */
    static Map<String, byte[]> latest(LocalPipeline pipeline, String topic) {
        Map<String, byte[]> latest = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records(pipeline, topic)) {
            if (record.value() == null) {
                latest.remove(record.key());
            } else {
                latest.put(record.key(), Arrays.copyOfRange(record.value(), WIRE_HEADER, record.value().length));
            }
        }
        return latest;
    }

    static List<ConsumerRecord<String, byte[]>> records(LocalPipeline pipeline, String topic) {
        var settings = pipeline.kafka();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> places = consumer.partitionsFor(topic).stream()
                    .map(place -> new TopicPartition(topic, place.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            while (places.stream().anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
