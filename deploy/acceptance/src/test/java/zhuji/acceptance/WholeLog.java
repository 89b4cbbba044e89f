package zhuji.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
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
     */
    record Entry(
            ConsumerRecord<String, byte[]> raw, @Nullable SpecificRecord event) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
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
                    entries.add(new Entry(record, raw ? null : event(record)));
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    private @Nullable SpecificRecord event(ConsumerRecord<String, byte[]> record) {
        try {
            return events.deserialize(record.topic(), record.value());
        } catch (SerializationException planted) {
            return null;
        }
    }

    /** The events of that type, from whatever topics. */
    <T extends SpecificRecord> List<T> events(Class<T> type) {
        return entries.stream()
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
        return entries.stream().filter(entry -> topic.test(entry.raw().topic())).toList();
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
