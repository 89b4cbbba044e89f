package zhuji.intake.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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

    /** Up to which offset each partition's segments are closed and dropped. */
    private final Map<TopicPartition, Long> gone = new ConcurrentHashMap<>();

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
     * Erases records, and all before them on their partitions, which have been processed: all partitions together, for it takes seconds. What is
     * gone already is passed over. Returns once the broker has dropped them; the files go within its retention check.
     *
     * @param last of each partition, the offset of the last record to erase
     */
    public void erase(Map<Integer, Long> last) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> standing = standing(last);
        if (standing.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        standing.forEach((place, offset) -> next.put(place, offset + 1));
        deleteBefore(next);
        Rolled rolled = roll(standing.keySet());
        awaitProcessed(rolled.boundaries());
        deleteBefore(rolled.boundaries());
        gone.putAll(rolled.closed());
    }

    /**
     * What a rolling has done, by partition.
     *
     * @param closed everything up to this offset stood in a segment that was closed
     * @param boundaries an offset after that, at which nothing erasable is left in front of it
     */
    private record Rolled(Map<TopicPartition, Long> closed, Map<TopicPartition, Long> boundaries) {}

    /**
     * Those that may still stand on the disk. That a partition begins after them is not enough: what came while its segment was rolled may be hidden, and stand in
     * the segment that is open.
     */
    private Map<TopicPartition, Long> standing(Map<Integer, Long> last) {
        Map<TopicPartition, Long> standing = new HashMap<>();
        last.forEach((partition, offset) -> {
            var place = new TopicPartition(Topics.REPORT_SUBMITTED, partition);
            if (gone.getOrDefault(place, -1L) < offset) {
                standing.put(place, offset);
            }
        });
        return standing;
    }

    private void deleteBefore(Map<TopicPartition, Long> offsets) throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        offsets.forEach((place, offset) -> records.put(place, RecordsToDelete.beforeOffset(offset)));
        admin.deleteRecords(records).all().get();
    }

    /** Makes the broker start new segments. */
    private Rolled roll(Set<TopicPartition> places) throws ExecutionException, InterruptedException {
        try (Producer<String, byte[]> producer = producers.get()) {
            for (int attempt = 0; attempt < PATIENCE; attempt++) {
                setSegment(Optional.of(SEGMENT));
                Map<TopicPartition, Long> closed = appendUnseen(producer, places);
                // The broker rolls on the first append after the segment has grown old enough; the one in which this
                // append stands has by then.
                Thread.sleep(SEGMENT.multipliedBy(3));
                Map<TopicPartition, Long> boundaries = appendUnseen(producer, places);
                if (isSegmentShort()) {
                    return new Rolled(closed, boundaries);
                }
                // Another instance has put the setting back meanwhile: once more.
            }
        } finally {
            setSegment(Optional.empty());
        }
        throw new TimeoutException("the segments with marked items could not be made to roll");
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

    private static Map<TopicPartition, Long> appendUnseen(Producer<String, byte[]> producer, Set<TopicPartition> places)
            throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        try {
            Map<TopicPartition, Future<RecordMetadata>> sent = new HashMap<>();
            places.forEach(place -> sent.put(
                    place, producer.send(new ProducerRecord<>(place.topic(), place.partition(), null, new byte[0]))));
            producer.flush();
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, Future<RecordMetadata>> each : sent.entrySet()) {
                offsets.put(each.getKey(), each.getValue().get().offset());
            }
            return offsets;
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

    private void awaitProcessed(Map<TopicPartition, Long> boundaries) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> open = new HashMap<>(boundaries);
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            for (int attempt = 0; attempt < PATIENCE; attempt++) {
                for (TopicPartition place : List.copyOf(open.keySet())) {
                    consumer.assign(List.of(place));
                    if (nothingLeft(consumer, place, boundaries.getOrDefault(place, 0L))) {
                        open.remove(place);
                    }
                }
                if (open.isEmpty()) {
                    return;
                }
                Thread.sleep(POLL);
            }
        }
        throw new TimeoutException("intake has not come past the marked items yet");
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
