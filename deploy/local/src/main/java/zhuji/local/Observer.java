package zhuji.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** Reads every topic the summary is counted from, committed records only, into the ledger. */
final class Observer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> events;
    private final Ledger ledger;
    private final Thread thread;

    Observer(Properties kafka, EventSerdes serdes, Ledger ledger) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.events = serdes.deserializer(SpecificRecord.class);
        this.ledger = ledger;
        this.consumer.assign(places());
        this.consumer.seekToBeginning(consumer.assignment());
        this.thread = Thread.ofPlatform().name("observer").daemon().start(this::read);
    }

    private static List<TopicPartition> places() {
        var places = new ArrayList<TopicPartition>();
        for (Topic topic : Topics.ALL) {
            boolean notice = topic.name().startsWith("office.");
            for (int partition = 0; !notice && partition < topic.partitions(); partition++) {
                places.add(new TopicPartition(topic.name(), partition));
            }
        }
        return places;
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.topic().equals(Topics.REPORT_SUBMITTED)) {
                        ledger.submitted(record.partition(), record.offset());
                    } else {
                        ledger.happened(events.deserialize(record.topic(), record.value()));
                    }
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    /** Fails when it has stopped reading, since nothing would be counted then. */
    void requireAlive() {
        if (!thread.isAlive()) {
            throw new Trouble("the counting of the topics stopped on a record it could not read");
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
