package zhuji.intake.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import zhuji.events.Topics;

/**
 * Erases records of {@code report.submitted}, from the log and from the broker's disk.
 *
 * <p>Kafka hides deleted records at once but keeps their bytes as long as the segment they stand in is the active one. So the segment is
 * made to roll: for a moment {@code segment.ms} is short, and a record is appended in a transaction that is aborted, which no reader ever
 * sees. Once intake has processed what stands before the new segment, the old one is deleted whole.
 */
public final class SubmissionEraser {

    private static final ConfigResource TOPIC = new ConfigResource(ConfigResource.Type.TOPIC, Topics.REPORT_SUBMITTED);
    private static final Duration SEGMENT = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE = 300;

    private final Admin admin;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Supplier<Consumer<String, byte[]>> consumers;

    /**
     * @param producers makes transactional producers, ready to begin
     * @param consumers makes consumers without a group that read committed records only
     */
    public SubmissionEraser(
            Admin admin, Supplier<Producer<String, byte[]>> producers, Supplier<Consumer<String, byte[]>> consumers) {
        this.admin = admin;
        this.producers = producers;
        this.consumers = consumers;
    }

    /**
     * Erases the record at that offset, and all before it on its partition, which have been processed. Returns once the broker has
     * dropped them; the files go within its retention check.
     */
    public void erase(int partition, long offset) throws ExecutionException, InterruptedException {
        var place = new TopicPartition(Topics.REPORT_SUBMITTED, partition);
        deleteBefore(place, offset + 1);
        long boundary = roll(place);
        awaitProcessed(place, boundary);
        deleteBefore(place, boundary);
    }

    private void deleteBefore(TopicPartition place, long offset) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    /** Makes the broker start a new segment; returns an offset at or after its first. */
    private long roll(TopicPartition place) throws ExecutionException, InterruptedException {
        try (Producer<String, byte[]> producer = producers.get()) {
            for (int attempt = 0; attempt < PATIENCE; attempt++) {
                setSegment(Optional.of(SEGMENT));
                appendUnseen(producer, place);
                // The broker rolls on the first append after the segment has grown old enough.
                Thread.sleep(SEGMENT.multipliedBy(3));
                long boundary = appendUnseen(producer, place);
                if (isSegmentShort()) {
                    return boundary;
                }
                // Another instance has put the setting back meanwhile: once more.
            }
        } finally {
            setSegment(Optional.empty());
        }
        throw new TimeoutException("the segment with the marked item could not be made to roll");
    }

    private boolean isSegmentShort() throws ExecutionException, InterruptedException {
        ConfigEntry entry = admin.describeConfigs(List.of(TOPIC))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get(TopicConfig.SEGMENT_MS_CONFIG);
        return entry != null && Long.toString(SEGMENT.toMillis()).equals(entry.value());
    }

    private static long appendUnseen(Producer<String, byte[]> producer, TopicPartition place)
            throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        try {
            var sent = producer.send(new ProducerRecord<>(place.topic(), place.partition(), null, new byte[0]));
            producer.flush();
            return sent.get().offset();
        } finally {
            producer.abortTransaction();
        }
    }

    private void setSegment(Optional<Duration> age) throws ExecutionException, InterruptedException {
        var entry = new ConfigEntry(
                TopicConfig.SEGMENT_MS_CONFIG,
                age.map(time -> Long.toString(time.toMillis())).orElse(null));
        var change = new AlterConfigOp(entry, age.isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
        admin.incrementalAlterConfigs(Map.of(TOPIC, List.of(change))).all().get();
    }

    private void awaitProcessed(TopicPartition place, long boundary) throws ExecutionException, InterruptedException {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(place));
            for (int attempt = 0; attempt < PATIENCE; attempt++) {
                if (nothingLeft(consumer, place, boundary)) {
                    return;
                }
                Thread.sleep(POLL);
            }
        }
        throw new TimeoutException("intake has not come past the marked item yet");
    }

    /** Whether no committed record stands between what intake has processed and the boundary. */
    private boolean nothingLeft(Consumer<String, byte[]> consumer, TopicPartition place, long boundary)
            throws ExecutionException, InterruptedException {
        OffsetAndMetadata processed = admin.listConsumerGroupOffsets(Topics.INTAKE)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(place);
        if (processed == null) {
            return false;
        }
        if (processed.offset() >= boundary) {
            return true;
        }
        consumer.seek(place, processed.offset());
        while (consumer.position(place) < boundary) {
            long before = consumer.position(place);
            for (var record : consumer.poll(POLL).records(place)) {
                if (record.offset() < boundary) {
                    return false;
                }
            }
            if (consumer.position(place) == before) {
                return false;
            }
        }
        return true;
    }
}
