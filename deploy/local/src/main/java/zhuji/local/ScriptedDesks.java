package zhuji.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import zhuji.events.ActionKind;
import zhuji.events.DeskAction;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

/**
 * Desks that act as real ones do, through their inboxes and {@code incident.action}: most relay in time, some late, some never. What a
 * desk does follows from the incident and the desk alone, so that two runs agree.
 */
final class ScriptedDesks implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int BEHAVIOURS = 10;
    private static final int NEVER = 0;
    private static final int LATE = 1;

    private final KafkaConsumer<String, Notice> inboxes;
    private final KafkaProducer<String, DeskAction> actions;
    private final ScheduledExecutorService desks = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("desks").daemon().unstarted(work));
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final Set<String> planned = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pending = new AtomicInteger();
    private final Thread reader;

    ScriptedDesks(Properties kafka, EventSerdes serdes) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.inboxes = new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(Notice.class));
        this.actions = new KafkaProducer<>(kafka, new StringSerializer(), serdes.serializer());
        List<TopicPartition> places = Stream.concat(Stream.of(Topics.NATIONAL_PREFIX), Topics.REGIONS.stream())
                .map(prefix -> new TopicPartition(Topics.inbox(prefix), 0))
                .toList();
        inboxes.assign(places);
        inboxes.seekToEnd(places);
        places.forEach(inboxes::position);
        this.reader = Thread.ofPlatform().name("inboxes").daemon().start(this::read);
    }

    /** Whether no desk has anything left to do. */
    boolean idle() {
        return pending.get() == 0;
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, Notice> record : inboxes.poll(POLL)) {
                    if (record.value().getKind() == NoticeKind.INCIDENT) {
                        plan(record.value());
                    }
                }
            }
        } catch (WakeupException closed) {
            inboxes.close();
        }
    }

    private void plan(Notice notice) {
        String place = notice.getIncidentId() + "@" + notice.getAddressee();
        versions.merge(place, notice.getVersion() == null ? 1 : notice.getVersion(), Math::max);
        int behaviour = Math.floorMod(place.hashCode(), BEHAVIOURS);
        if (behaviour == NEVER || notice.getDue() == null || !planned.add(place)) {
            return;
        }
        Duration window = Duration.between(Instant.now(), notice.getDue());
        long millis = Math.max(0, window.toMillis());
        schedule(ActionKind.ACKNOWLEDGE, notice, millis / 10);
        schedule(
                ActionKind.RELAY,
                notice,
                behaviour == LATE ? millis + millis / 3 + 200 : millis * (behaviour + 1) / 16);
    }

    private void schedule(ActionKind kind, Notice notice, long delayMillis) {
        pending.incrementAndGet();
        var unused = desks.schedule(
                () -> {
                    try {
                        act(kind, notice);
                    } finally {
                        pending.decrementAndGet();
                    }
                },
                delayMillis,
                TimeUnit.MILLISECONDS);
    }

    private void act(ActionKind kind, Notice notice) {
        String desk = notice.getAddressee();
        String incidentId = notice.getIncidentId();
        DeskAction action = DeskAction.newBuilder()
                .setActionId(incidentId + "/" + desk + "/" + kind)
                .setIncidentId(incidentId)
                .setKind(kind)
                .setDesk(desk)
                .setActor("值班员（模拟）")
                .setSeenVersion(versions.getOrDefault(incidentId + "@" + desk, 1))
                .setActedAt(Instant.now())
                .build();
        var headers = EventStamp.headers(
                action.getActionId(), DeskAction.class, "desk", action.getActedAt(), new RecordHeaders());
        var unused = actions.send(new ProducerRecord<>(Topics.INCIDENT_ACTION, null, incidentId, action, headers));
    }

    @Override
    public void close() {
        desks.shutdownNow();
        inboxes.wakeup();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        actions.close(Duration.ofSeconds(5));
    }
}
