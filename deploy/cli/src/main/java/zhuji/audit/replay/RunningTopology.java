package zhuji.audit.replay;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.Stretch;
import zhuji.events.Topics;
import zhuji.wire.DeadLetters;
import zhuji.wire.WireAutoConfiguration;
import zhuji.wire.WireProperties;

/**
 * A service's topology over the topics it reads in service, from their beginning, under a name of its own: what it decides stands beside
 * what was decided, at the same places in the same order.
 */
final class RunningTopology implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;

    /** So many looks without anything processed, and it is worth asking whether all has been. */
    private static final int QUIET_LOOKS = 6;

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
        this.streams = new KafkaStreams(builder.build(), settings(group, into, state));
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
    static Properties settings(String group, Into into, Path state) {
        Map<String, Object> settings = new HashMap<>(WireAutoConfiguration.promises(
                group, new WireProperties(into.registry(), "0", "", Duration.ofSeconds(10), state.toString())));
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
     * Waits until everything that was on the topics has been processed.
     *
     * @throws LogException when the topology cannot go on
     */
    void awaitTheEnd() throws InterruptedException, ExecutionException {
        double processed = -1;
        int quiet = 0;
        while (true) {
            if (stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Throwable cause = DeadLetters.rootOf(Objects.requireNonNull(failure.get()));
                throw new LogException(
                        "the replay of " + service + " stopped on "
                                + cause.getClass().getSimpleName() + "; look at its log, and run again",
                        cause);
            }
            double now = processed();
            quiet = streams.state() == KafkaStreams.State.RUNNING && now == processed ? quiet + 1 : 0;
            processed = now;
            if (quiet >= QUIET_LOOKS && isUsedUp()) {
                return;
            }
        }
    }

    private double processed() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("process-total")
                        && metric.metricName().group().equals("stream-thread-metrics"))
                .mapToDouble(metric -> metric.metricValue() instanceof Number number ? number.doubleValue() : 0)
                .sum();
    }

    /** Past the last record there may be markers of transactions, which no group commits past. */
    private boolean isUsedUp() throws InterruptedException, ExecutionException {
        List<Stretch> left = new ArrayList<>();
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (Stretch stretch : log.stretches()) {
                var topic = Topics.named(stretch.topic());
                if (topic != null && topic.readers().contains(service)) {
                    OffsetAndMetadata done = committed.get(new TopicPartition(stretch.topic(), stretch.partition()));
                    long next = Math.max(stretch.first(), done == null ? 0 : done.offset());
                    left.add(new Stretch(
                            stretch.topic(), stretch.partition(), Math.min(next, stretch.end()), stretch.end()));
                }
            }
        }
        var found = new AtomicBoolean();
        log.read(left, record -> found.set(true));
        return !found.get();
    }

    static MeterRegistry meters() {
        return new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
    }

    @Override
    public void close() {
        streams.close(CLOSING);
    }
}
