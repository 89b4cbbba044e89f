package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.Topics;
import zhuji.wire.Partitions;

/**
 * Progress as the broker tells it: how far each partition of the input reaches at an instant, and how far the group has committed. What was
 * there at an instant is handled once the offset of that instant is committed; a task's state holds at least that, whatever became of an
 * instance or a transaction.
 */
public final class BrokerProgress implements Progress, AutoCloseable {

    /** What reached the broker may take a moment to be seen: to be replicated, to pass intake, to be repartitioned. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(BrokerProgress.class);

    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SUSPICIOUS = Duration.ofSeconds(2);

    private final Admin admin;
    private final String group;
    private final InstantSource clock;
    private final Supplier<Consumer<byte[], byte[]>> lookers;
    private final List<TopicPartition> reports;
    private final int tasks;
    private final Map<TopicPartition, Soundings> soundings = new HashMap<>();
    private final Map<TopicPartition, Long> onlyMarkersUpTo = new HashMap<>();
    private final Map<TopicPartition, Instant> reached = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile Instant soundedAt = Instant.EPOCH;
    private @Nullable Thread thread;

    /**
     * @param group the consumer group of the topology
     * @param partitions of {@code incident.action} and {@code report.accepted}
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
        this.tasks = partitions.of(Topics.INCIDENT_ACTION);
        this.reports = IntStream.range(0, partitions.of(Topics.REPORT_ACCEPTED))
                .mapToObj(partition -> new TopicPartition(Topics.REPORT_ACCEPTED, partition))
                .toList();
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
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        inputs().collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        ends.forEach((place, end) -> note(place, now.minus(GRACE), end.offset(), offset(committed.get(place))));
        lookBehindMarkers(now, ends, committed);
        soundedAt = now;
    }

    private Stream<TopicPartition> inputs() {
        return Stream.of(
                        IntStream.range(0, tasks).mapToObj(BrokerProgress::actions),
                        IntStream.range(0, tasks).mapToObj(this::misplaced),
                        IntStream.range(0, tasks).mapToObj(this::incidents),
                        reports.stream())
                .flatMap(places -> places);
    }

    private static TopicPartition actions(int partition) {
        return new TopicPartition(Topics.INCIDENT_ACTION, partition);
    }

    /** Actions that stood elsewhere and were brought. */
    private TopicPartition misplaced(int partition) {
        return new TopicPartition(group + "-" + Topics.INCIDENT_ACTION + "-repartition", partition);
    }

    private TopicPartition incidents(int partition) {
        return new TopicPartition(group + "-" + Topics.REPORT_ACCEPTED + "-repartition", partition);
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private void note(TopicPartition place, Instant instant, long end, long committed) {
        Soundings of = soundings.computeIfAbsent(place, partition -> new Soundings());
        of.add(instant, end);
        of.handled(Math.max(committed, onlyMarkersUpTo.getOrDefault(place, 0L)));
        Instant found = of.reached();
        if (found != null) {
            reached.put(place, found);
        }
    }

    /**
     * A transaction leaves a marker behind its records, and a group that has read no record since it started commits nothing past one. Where
     * nothing has been handled for a while, it is looked whether there is any record at all.
     */
    private void lookBehindMarkers(
            Instant now,
            Map<TopicPartition, ListOffsetsResultInfo> ends,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        List<TopicPartition> stuck = ends.keySet().stream()
                .filter(place -> reached.getOrDefault(place, Instant.EPOCH).isBefore(now.minus(SUSPICIOUS)))
                .toList();
        if (stuck.isEmpty()) {
            return;
        }
        try (Consumer<byte[], byte[]> looker = lookers.get()) {
            for (TopicPartition place : stuck) {
                long from = Math.max(offset(committed.get(place)), onlyMarkersUpTo.getOrDefault(place, 0L));
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
        Instant earliest = Instant.MAX;
        for (TopicPartition place : Stream.of(
                        Stream.of(misplaced(partition), incidents(partition)),
                        IntStream.range(0, tasks).mapToObj(BrokerProgress::actions),
                        reports.stream())
                .flatMap(places -> places)
                .toList()) {
            Instant found = reached.get(place);
            if (found == null) {
                return null;
            }
            earliest = found.isBefore(earliest) ? found : earliest;
        }
        return earliest;
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
