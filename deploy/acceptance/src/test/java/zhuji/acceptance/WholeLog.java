package zhuji.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** Every committed record of every topic, dead letters included, as a reader sees it. */
final class WholeLog implements AutoCloseable {

    /**
     * A record.
     *
     * @param raw as it stands
     * @param event what it holds; null on report.submitted, on dead letters, and where nothing can be read
     * @param seenAt when the reader got it
     */
    record Entry(
            ConsumerRecord<String, byte[]> raw, @Nullable SpecificRecord event, Instant seenAt) {}

    private final List<Entry> entries = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> events;
    private final Thread reader;

    WholeLog(Properties kafka, String registry) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.events = new EventSerdes(registry).deserializer(SpecificRecord.class);
        var places = new ArrayList<TopicPartition>();
        for (Topic topic : Topics.withDeadLetters()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                places.add(new TopicPartition(topic.name(), partition));
            }
        }
        consumer.assign(places);
        consumer.seekToBeginning(places);
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    boolean raw = record.topic().equals(Topics.REPORT_SUBMITTED)
                            || record.topic().endsWith(".dlt");
                    add(new Entry(record, raw ? null : event(record), Instant.now()));
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    /** Copied when somebody asks, not for every record: it comes to a hundred thousand, and this process is not to be in the way. */
    private void add(Entry entry) {
        synchronized (entries) {
            entries.add(entry);
        }
    }

    private List<Entry> soFar() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    private @Nullable SpecificRecord event(ConsumerRecord<String, byte[]> record) {
        try {
            return events.deserialize(record.topic(), record.value());
        } catch (RuntimeException planted) {
            return null;
        }
    }

    /** The events of that type, from whatever topics. */
    <T extends SpecificRecord> List<T> events(Class<T> type) {
        return soFar().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The events of that type for which something holds. */
    <T extends SpecificRecord> List<T> events(Class<T> type, Predicate<T> condition) {
        return events(type).stream().filter(condition).toList();
    }

    List<Entry> on(Predicate<String> topic) {
        return soFar().stream().filter(entry -> topic.test(entry.raw().topic())).toList();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
