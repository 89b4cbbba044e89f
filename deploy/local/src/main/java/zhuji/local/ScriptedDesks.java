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
import zhuji.events.Duty;
import zhuji.events.Grade;
import zhuji.events.Level;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

/**
 * Desks that act as real ones do, through their inboxes and {@code incident.action}: most relay in time, some late, some never; one in
 * twenty returns a report for correction first, and of the gravest some go past the province. What a desk does follows from the incident
 * and the desk alone, so that two runs agree.
 */
final class ScriptedDesks implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int BEHAVIOURS = 20;
    private static final long RELAY_REQUEST_MILLIS = 400;

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
                    NoticeKind kind = record.value().getKind();
                    if (kind == NoticeKind.INCIDENT || kind == NoticeKind.RELAY_REQUEST) {
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
        boolean mine = notice.getDuty() == Duty.RELAY || notice.getDuty() == Duty.ACKNOWLEDGE;
        if (!mine || notice.getDue() == null || !planned.add(place + notice.getDuty())) {
            return;
        }
        int behaviour = Math.floorMod(place.hashCode(), BEHAVIOURS);
        long millis =
                Math.max(0, Duration.between(Instant.now(), notice.getDue()).toMillis());
        if (notice.getKind() == NoticeKind.RELAY_REQUEST) {
            schedule(behaviour % 5 == 0 ? ActionKind.CLOSE : ActionKind.RELAY, notice, RELAY_REQUEST_MILLIS);
        } else if (notice.getDuty() == Duty.ACKNOWLEDGE) {
            planTop(notice, behaviour, millis);
        } else {
            planRung(notice, behaviour, millis);
        }
    }

    private void planTop(Notice notice, int behaviour, long millis) {
        if (behaviour > 1) {
            schedule(ActionKind.ACKNOWLEDGE, notice, millis / 10);
            if (behaviour % 4 == 0) {
                schedule(ActionKind.CLOSE, notice, millis / 3);
            }
        }
    }

    private void planRung(Notice notice, int behaviour, long millis) {
        switch (behaviour) {
            case 0, 1 -> {
                // never
            }
            case 2, 3 -> {
                schedule(ActionKind.ACKNOWLEDGE, notice, millis / 10);
                schedule(ActionKind.RELAY, notice, millis + millis / 3 + 200);
            }
            default -> {
                schedule(ActionKind.ACKNOWLEDGE, notice, millis / 10);
                if (behaviour == 4) {
                    schedule(ActionKind.RETURN, notice, millis / 8);
                }
                if (behaviour % 2 == 1 && mayBypass(notice)) {
                    schedule(ActionKind.BYPASS, notice, millis / 7);
                }
                schedule(ActionKind.RELAY, notice, millis * (behaviour + 2) / 30);
            }
        }
    }

    /** A city with one of the gravest goes past its province. */
    private static boolean mayBypass(Notice notice) {
        boolean grave = notice.getGrade() == Grade.I || notice.getGrade() == Grade.II;
        return grave
                && notice.getAddressee().endsWith("00")
                && !notice.getAddressee().endsWith("0000");
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
        DeskAction.Builder action = DeskAction.newBuilder()
                .setActionId(incidentId + "/" + desk + "/" + kind)
                .setIncidentId(incidentId)
                .setKind(kind)
                .setDesk(desk)
                .setActor("值班员（模拟）")
                .setSeenVersion(versions.getOrDefault(incidentId + "@" + desk, 1))
                .setActedAt(Instant.now());
        switch (kind) {
            case RETURN -> action.setReason("伤亡数字与附件不一致，请核实更正");
            case CLOSE -> action.setReason(notice.getKind() == NoticeKind.RELAY_REQUEST ? "本省已专题报告" : "处置完毕");
            case BYPASS ->
                action.setReason("EXTREME_URGENCY").setAuthoriser("带班领导（模拟）").setTargetLevel(Level.NATIONAL);
            default -> {}
        }
        send(action.build());
    }

    private void send(DeskAction action) {
        var headers = EventStamp.headers(
                action.getActionId(), DeskAction.class, "desk", action.getActedAt(), new RecordHeaders());
        var unused = actions.send(
                new ProducerRecord<>(Topics.INCIDENT_ACTION, null, action.getIncidentId(), action, headers));
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
