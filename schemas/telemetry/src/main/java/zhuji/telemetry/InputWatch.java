package zhuji.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Looks at what waits for a service. An open transaction of one office keeps from everybody what came after it on its partition, and no lag tells
 * of that: the end of the log and what may be read of it are told apart. And a service that has records waiting and commits nothing is not ready,
 * whatever else it says.
 */
final class InputWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InputWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** So long may records wait without a commit. */
    static final Duration STANDSTILL = Duration.ofSeconds(45);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Admin admin;
    private final String group;
    private final List<String> topics;
    private final Supplier<Consumer<byte[], byte[]>> lookers;
    private final Supplier<Set<TopicPartition>> mine;
    private final InstantSource clock;
    private final Map<TopicPartition, Stable> stable = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Waiting> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean standsStill;

    /** How far a partition may be read, where it ends, and since when the first has not moved while it lies behind. */
    private record Stable(long last, long end, Instant since) {}

    /** How far a group has committed, and since when it has not moved although there is more. */
    private record Waiting(long committed, Instant since) {}

    /**
     * @param group the service's group
     * @param topics what it reads
     * @param lookers make a consumer of no group that reads committed records only
     * @param mine the partitions that this instance processes now
     */
    InputWatch(
            Admin admin,
            String group,
            List<String> topics,
            Supplier<Consumer<byte[], byte[]>> lookers,
            Supplier<Set<TopicPartition>> mine,
            InstantSource clock,
            MeterRegistry meters) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
        this.lookers = lookers;
        this.mine = mine;
        this.clock = clock;
        topics.forEach(topic -> {
            ServiceMeters.UNSTABLE_RECORDS.gauge(meters, () -> unstableRecords(topic), topic);
            ServiceMeters.UNSTABLE_TIME.gauge(meters, () -> unstableSeconds(topic), topic);
        });
    }

    /** Begins to look. */
    void start() {
        Thread.ofPlatform().daemon().name("watches-input").start(this::run);
    }

    private void run() {
        try {
            do {
                try {
                    look();
                } catch (ExecutionException | java.util.concurrent.TimeoutException | KafkaException away) {
                    log.atDebug()
                            .addKeyValue("cause", away.getClass().getName())
                            .log("the input cannot be looked at");
                }
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        Instant now = clock.instant();
        List<TopicPartition> places = new ArrayList<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition -> places.add(new TopicPartition(topic, partition.partition()))));
        Map<TopicPartition, Long> ends = ends(places, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> stableEnds = ends(places, IsolationLevel.READ_COMMITTED);
        places.forEach(place -> note(place, stableEnds.getOrDefault(place, 0L), ends.getOrDefault(place, 0L), now));
        judge(stableEnds, now);
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> places, IsolationLevel level)
            throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        places.forEach(place -> asked.put(place, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(level))
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((place, end) -> ends.put(place, end.offset()));
        return ends;
    }

    private void note(TopicPartition place, long last, long end, Instant now) {
        stable.merge(
                place,
                new Stable(last, end, now),
                (before, seen) ->
                        before.last() == last && before.end() > last ? new Stable(last, end, before.since()) : seen);
    }

    private long unstableRecords(String topic) {
        return stable.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(topic))
                .mapToLong(each ->
                        Math.max(0, each.getValue().end() - each.getValue().last()))
                .sum();
    }

    private double unstableSeconds(String topic) {
        Instant now = clock.instant();
        return stable.entrySet().stream()
                        .filter(each -> each.getKey().topic().equals(topic))
                        .filter(each -> each.getValue().end() > each.getValue().last())
                        .mapToLong(each ->
                                Duration.between(each.getValue().since(), now).toMillis())
                        .max()
                        .orElse(0)
                / 1_000.0;
    }

    /** A partition waits when the group has not moved on it for long although there is a record to read, not only the end of a transaction. */
    private void judge(Map<TopicPartition, Long> ends, Instant now)
            throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        Set<TopicPartition> processed = mine.get();
        boolean still = false;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            TopicPartition place = end.getKey();
            OffsetAndMetadata done = committed.get(place);
            long next = done == null ? 0 : done.offset();
            if (next >= end.getValue() || (!processed.isEmpty() && !processed.contains(place))) {
                waiting.remove(place);
                continue;
            }
            Waiting before = waiting.merge(
                    place, new Waiting(next, now), (known, seen) -> known.committed() == next ? known : seen);
            if (before.since().plus(STANDSTILL).isBefore(now)) {
                if (holdsARecord(place, next, end.getValue())) {
                    still = true;
                } else {
                    waiting.remove(place);
                }
            }
        }
        if (still && !standsStill) {
            log.error("records wait, and nothing was committed for {} s", STANDSTILL.toSeconds());
        }
        standsStill = still;
    }

    /** Ends of transactions are offsets too, and a consumer moves past them. A partition that does not tell in time counts as holding a record. */
    private boolean holdsARecord(TopicPartition place, long from, long end) {
        Instant begun = clock.instant();
        try (Consumer<byte[], byte[]> looker = lookers.get()) {
            looker.assign(List.of(place));
            looker.seek(place, from);
            do {
                if (!looker.poll(LOOK).isEmpty()) {
                    return true;
                }
                if (looker.position(place, PATIENCE) >= end) {
                    return false;
                }
            } while (clock.instant().isBefore(begun.plus(PATIENCE)));
            return true;
        }
    }

    /** Out of service while records wait and nothing is committed. */
    HealthIndicator flow() {
        return () -> (standsStill ? Health.outOfService() : Health.up())
                .withDetail("recordsWait", standsStill)
                .build();
    }

    @Override
    public void close() {
        closing.countDown();
        admin.close(Duration.ZERO);
    }
}
