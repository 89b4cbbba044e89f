package zhuji.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import zhuji.events.Duty;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** Reads the first deadline of each case that is reported missed, committed ones only, and measures how late each was: when handled, and when seen here. */
final class MissReader implements AutoCloseable {

    private final KafkaConsumer<String, IncidentEvent> consumer;
    private final Lags fired = new Lags();
    private final Lags seen = new Lags();
    private final Set<String> cases = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    MissReader(Properties kafka, EventSerdes serdes) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        this.consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(IncidentEvent.class));
        Topic topic = Topics.named(Topics.INCIDENT_EVENT);
        List<TopicPartition> places = new ArrayList<>();
        for (int partition = 0; topic != null && partition < topic.partitions(); partition++) {
            places.add(new TopicPartition(Topics.INCIDENT_EVENT, partition));
        }
        consumer.assign(places);
        consumer.seekToBeginning(places);
        this.thread = Thread.ofPlatform().name("misses").daemon().start(this::read);
    }

    private void read() {
        while (!closed) {
            for (ConsumerRecord<String, IncidentEvent> record : consumer.poll(Duration.ofMillis(50))) {
                IncidentEvent event = record.value();
                if (event.getKind() == IncidentEventKind.DEADLINE_MISSED
                        && event.getDuty() != Duty.FOLLOW_UP
                        && cases.add(event.getIncidentId())) {
                    measure(event);
                }
            }
        }
        consumer.close();
    }

    private synchronized void measure(IncidentEvent event) {
        fired.add(Duration.between(event.getDue(), event.getAt()).toMillis());
        seen.add(Duration.between(event.getDue(), Instant.now()).toMillis());
    }

    /** Deadlines reported so far. */
    synchronized int count() {
        return fired.size();
    }

    /** From a deadline to its being handled. */
    synchronized Lags.Summary fired() {
        return fired.summary();
    }

    /** From a deadline to its being seen by a reader of committed events. */
    synchronized Lags.Summary seen() {
        return seen.summary();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
