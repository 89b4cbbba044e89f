package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.Topics;
import zhuji.wire.Partitions;

/**
 * Progress as the broker tells it: how far each partition reaches at an instant, and how far its consumer has committed, intake and the
 * repartitioning included ({@link StagesRead}). What was there at an instant is handled once the offset of that instant is committed; a task's
 * state holds at least that, whatever became of an instance or a transaction.
 */
public final class BrokerProgress implements Progress, AutoCloseable {

    /** What reached the broker may take a moment to be seen: to be replicated. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(BrokerProgress.class);

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SUSPICIOUS = Duration.ofSeconds(2);

    private final Admin admin;
    private final String group;
    private final InstantSource clock;
    private final Supplier<Consumer<byte[], byte[]>> lookers;
    private final StagesRead stages;
    private final Map<TopicPartition, Long> onlyMarkersUpTo = new HashMap<>();
    private volatile boolean closed;
    private volatile Instant soundedAt = Instant.EPOCH;
    private @Nullable Thread thread;

    /**
     * @param group the consumer group of the topology
     * @param partitions of {@code report.submitted}, {@code report.accepted} and {@code incident.action}
     * @param lookers make a consumer of no group that reads committed records only
     */
    public BrokerProgress(
            Admin admin,
            String group,
            Partitions partitions,
            InstantSource clock,
            Supplier<Consumer<byte[], byte[]>> lookers) {
        this.admin = admin;
        this.group = group;
        this.clock = clock;
        this.lookers = lookers;
        this.stages = new StagesRead(
                group,
                partitions.of(Topics.REPORT_SUBMITTED),
                partitions.of(Topics.REPORT_ACCEPTED),
                partitions.of(Topics.INCIDENT_ACTION));
    }

    /** Begins to ask the broker. */
    public void start() {
        thread = Thread.ofPlatform().name("progress").daemon().start(this::run);
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try {
                sound();
                failing = false;
                Thread.sleep(EVERY);
            } catch (InterruptedException stopped) {
                return;
            } catch (ExecutionException | RuntimeException away) {
                if (!failing) {
                    log.atWarn()
                            .addKeyValue("cause", away.getClass().getName())
                            .log(
                                    "the broker does not say how far its topics reach; no deadline is called missed until it does");
                }
                failing = true;
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The instant is taken before the question: what reached the broker before it is below the offset answered. */
    private void sound() throws ExecutionException, InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<TopicPartition, Long> ends = new HashMap<>(ends(stages.writtenByOthers(), IsolationLevel.READ_COMMITTED));
        ends.putAll(ends(stages.writtenByServices(), IsolationLevel.READ_UNCOMMITTED));
        Map<TopicPartition, Long> handled = new HashMap<>(onlyMarkersUpTo);
        committed(Topics.INTAKE).forEach((place, offset) -> {
            if (StagesRead.isReadByIntake(place)) {
                handled.merge(place, offset, Math::max);
            }
        });
        committed(group).forEach((place, offset) -> handled.merge(place, offset, Math::max));
        stages.sounded(now.minus(GRACE), now, ends, handled);
        lookBehindMarkers(now, handled);
        soundedAt = now;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> places, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(
                        places.stream().collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())),
                        new ListOffsetsOptions(isolation))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Map<TopicPartition, Long> committed(String reader) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(reader)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((place, committed) -> {
                    if (committed != null) {
                        offsets.put(place, committed.offset());
                    }
                });
        return offsets;
    }

    /**
     * A transaction leaves a marker behind its records, and a group that has read no record since it started commits nothing past one. Where
     * nothing has been handled for a while, it is looked whether there is any record at all.
     */
    private void lookBehindMarkers(Instant now, Map<TopicPartition, Long> handled) {
        List<TopicPartition> stuck = stages.waitingSinceBefore(now.minus(SUSPICIOUS));
        if (stuck.isEmpty()) {
            return;
        }
        try (Consumer<byte[], byte[]> looker = lookers.get()) {
            for (TopicPartition place : stuck) {
                long from = handled.getOrDefault(place, 0L);
                looker.assign(List.of(place));
                looker.seek(place, from);
                boolean empty = looker.poll(LOOK).isEmpty();
                if (empty && looker.position(place) > from) {
                    onlyMarkersUpTo.put(place, looker.position(place));
                }
            }
        }
    }

    @Override
    public @Nullable Instant of(int partition) {
        return stages.of(partition);
    }

    /** When the broker last answered. */
    public Instant soundedAt() {
        return soundedAt;
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
