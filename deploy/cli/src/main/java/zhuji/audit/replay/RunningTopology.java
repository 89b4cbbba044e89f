package zhuji.audit.replay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.Stretch;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.WireAutoConfiguration;
import zhuji.wire.WireProperties;
import zhuji.wire.failures.DeadLetters;

/**
 * A service's topology over the topics it reads in service, from their beginning, under a name of its own: what it decides stands beside
 * what was decided, at the same places in the same order.
 */
final class RunningTopology implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final String service;
    private final String group;
    private final Properties kafka;
    private final Log log;
    private final KafkaStreams streams;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * @param log how far the topics reach that are replayed
     * @param state a folder for its state
     */
    RunningTopology(String service, Into into, Log log, Path state, StreamsBuilder builder) {
        this.service = service;
        this.group = into.prefix() + service;
        this.kafka = into.kafka();
        this.log = log;
        this.streams = new KafkaStreams(builder.build(), settings(service, into, state));
        streams.setUncaughtExceptionHandler(broken -> {
            failure.compareAndSet(null, broken);
            stopped.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /**
     * Where a replay writes to.
     *
     * @param kafka client settings
     * @param registry address of the schema registry
     * @param prefix what its topics and groups begin with
     */
    record Into(Properties kafka, String registry, String prefix) {}

    /** As in service, but for where it writes to. */
    static Properties settings(String service, Into into, Path state) {
        Map<String, Object> settings = new HashMap<>(WireAutoConfiguration.promises(
                service, new WireProperties(into.registry(), "0", "", Duration.ofSeconds(10), state.toString())));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, into.prefix() + service);
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG),
                List.of(IntoPrefix.class.getName()));
        settings.put(StreamsConfig.producerPrefix(IntoPrefix.PREFIX), into.prefix());
        var properties = new Properties();
        into.kafka().forEach(properties::put);
        properties.putAll(settings);
        return properties;
    }

    void start() {
        streams.start();
    }

    /**
     * Waits until everything that was on the topics has been processed, and what comes of it on the topology's own topics too.
     *
     * @throws LogException when the topology cannot go on
     */
    void awaitTheEnd() throws InterruptedException, ExecutionException {
        await(log.stretches().stream().filter(this::isRead).toList());
        await(between());
        // What is published at intervals.
        look(SETTLING);
    }

    /** Tables are read whole before anything else, by no group. */
    private boolean isRead(Stretch stretch) {
        Topic topic = Topics.named(stretch.topic());
        return topic != null && !topic.isCompacted() && topic.readers().contains(service);
    }

    private void await(List<Stretch> stretches) throws InterruptedException, ExecutionException {
        while (!isUsedUp(stretches)) {
            look(LOOK);
        }
    }

    private void look(Duration patience) throws InterruptedException {
        if (stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            Throwable cause = DeadLetters.rootOf(Objects.requireNonNull(failure.get()));
            throw new LogException(
                    "the replay of " + service + " stopped on "
                            + cause.getClass().getSimpleName()
                            + "; see whether broker and registry answer and every office is still registered, and run again",
                    cause);
        }
    }

    /** The topics between two steps of the topology, as far as they reach now. */
    private List<Stretch> between() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka)) {
            List<String> names = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(group + "-") && name.endsWith("-repartition"))
                    .toList();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition ->
                                    ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .map(end -> new Stretch(
                            end.getKey().topic(),
                            end.getKey().partition(),
                            0,
                            end.getValue().offset()))
                    .toList();
        }
    }

    /** Past the last record there may be markers of transactions, which no group commits past. */
    private boolean isUsedUp(List<Stretch> stretches) throws InterruptedException, ExecutionException {
        List<Stretch> left = new ArrayList<>();
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (Stretch stretch : stretches) {
                OffsetAndMetadata done = committed.get(new TopicPartition(stretch.topic(), stretch.partition()));
                long next = Math.max(stretch.first(), done == null ? 0 : done.offset());
                if (next < stretch.end()) {
                    left.add(new Stretch(stretch.topic(), stretch.partition(), next, stretch.end()));
                }
            }
        }
        var found = new AtomicBoolean();
        log.read(left, record -> found.set(true));
        return !found.get();
    }

    static MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSING)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
