package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.Topic;
import zhuji.events.Topics;

/**
 * Progress as the broker tells it: how far each partition of {@code incident.action} reaches at an instant, and how far the group has
 * committed. What was there at an instant is handled once the offset of that instant is.
 */
public final class BrokerProgress implements Progress, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BrokerProgress.class);

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Admin admin;
    private final String group;
    private final InstantSource clock;
    private final Map<TopicPartition, OffsetSpec> ends;
    private final Map<Integer, Soundings> soundings = new ConcurrentHashMap<>();
    private final Map<Integer, Long> committed = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** @param group the consumer group of the topology */
    public BrokerProgress(Admin admin, String group, InstantSource clock) {
        this.admin = admin;
        this.group = group;
        this.clock = clock;
        Topic actions = Objects.requireNonNull(Topics.named(Topics.INCIDENT_ACTION));
        this.ends = IntStream.range(0, actions.partitions())
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.INCIDENT_ACTION, partition),
                        partition -> OffsetSpec.latest()));
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
            } catch (ExecutionException away) {
                if (!failing) {
                    log.atWarn()
                            .addKeyValue("cause", String.valueOf(away.getCause()))
                            .log(
                                    "the broker does not say how far desks' actions reach; no deadline is called missed until it does");
                }
                failing = true;
                pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE_AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The instant is taken before the question: what reached the broker before it is below the offset answered. */
    private void sound() throws ExecutionException, InterruptedException {
        Instant instant = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(
                        ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        found.forEach((place, end) -> {
            OffsetAndMetadata offset = offsets.get(place);
            if (offset != null) {
                committed.put(place.partition(), offset.offset());
            }
            soundings
                    .computeIfAbsent(place.partition(), partition -> new Soundings())
                    .add(instant, end.offset());
        });
    }

    @Override
    public @Nullable Instant of(int partition, long handled) {
        Soundings of = soundings.get(partition);
        return of == null ? null : of.handledUpTo(Math.max(handled, committed.getOrDefault(partition, 0L)));
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
