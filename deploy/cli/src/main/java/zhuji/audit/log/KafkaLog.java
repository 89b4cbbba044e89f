package zhuji.audit.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.failures.DeadLetters;

/** The topics of a cluster, as far as they reach when this is made: what is committed later is not looked at. */
public final class KafkaLog implements Log {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STANDSTILL = Duration.ofSeconds(60);
    private static final int AT_ONCE = 5_000;

    /** However many partitions are read, so much is held at a time. */
    private static final int FETCHED_BYTES = 16 * 1024 * 1024;

    private final Properties settings;
    private final IntFunction<Schema> schemas;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final Instant until;
    private final List<Stretch> stretches;

    /**
     * @param kafka client settings
     * @param schemas the schema of a number
     * @param from from when on to read; null for the beginning. Compacted topics are read from theirs: they are what stands
     * @param to until when; null for now
     */
    public KafkaLog(Properties kafka, IntFunction<Schema> schemas, @Nullable Instant from, @Nullable Instant to) {
        this("", kafka, schemas, from, to);
    }

    private KafkaLog(
            String prefix,
            Properties kafka,
            IntFunction<Schema> schemas,
            @Nullable Instant from,
            @Nullable Instant to) {
        this.settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.schemas = schemas;
        this.from = from;
        this.to = to;
        this.until = to == null ? Instant.now() : to;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            this.stretches = stretches(consumer, prefix, from);
        }
    }

    /** The topics that bear our names after a prefix, whole, as a replay wrote them. */
    public static KafkaLog under(String prefix, Properties kafka, IntFunction<Schema> schemas) {
        return new KafkaLog(prefix, kafka, schemas, null, null);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<Stretch> stretches(
            KafkaConsumer<byte[], byte[]> consumer, String prefix, @Nullable Instant from) {
        Map<String, List<PartitionInfo>> existing = consumer.listTopics();
        List<TopicPartition> places = new ArrayList<>();
        Set<TopicPartition> whole = new HashSet<>();
        for (Topic topic : Topics.withDeadLetters()) {
            for (PartitionInfo partition : existing.getOrDefault(prefix + topic.name(), List.of())) {
                var place = new TopicPartition(partition.topic(), partition.partition());
                places.add(place);
                if (topic.isCompacted()) {
                    whole.add(place);
                }
            }
        }
        if (places.isEmpty()) {
            throw new LogException(
                    "none of our topics is on that cluster; create them with zhuji topics apply, or name another one");
        }
        Map<TopicPartition, Long> firsts = consumer.beginningOffsets(places);
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        Map<TopicPartition, Long> begin = at(consumer, places, from);
        List<Stretch> stretches = new ArrayList<>();
        for (TopicPartition place : places) {
            long end = Objects.requireNonNull(ends.get(place));
            long first = Objects.requireNonNull(firsts.get(place));
            if (from != null && !whole.contains(place)) {
                first = Math.max(first, begin.getOrDefault(place, end));
            }
            stretches.add(new Stretch(place.topic(), place.partition(), Math.min(first, end), end));
        }
        return List.copyOf(stretches);
    }

    /** The first record of each partition that is not older. */
    private static Map<TopicPartition, Long> at(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> places, @Nullable Instant instant) {
        if (instant == null) {
            return Map.of();
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        places.forEach(place -> times.put(place, instant.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.offsetsForTimes(times).forEach((place, found) -> {
            if (found != null) {
                offsets.put(place, found.offset());
            }
        });
        return offsets;
    }

    @Override
    public List<Stretch> stretches() {
        return stretches;
    }

    @Override
    public void read(List<Stretch> some, Consumer<LogRecord> each) {
        Map<TopicPartition, Long> open = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            some.stream()
                    .filter(stretch -> stretch.length() > 0)
                    .forEach(stretch ->
                            open.put(new TopicPartition(stretch.topic(), stretch.partition()), stretch.end()));
            consumer.assign(open.keySet());
            some.stream()
                    .filter(stretch -> stretch.length() > 0)
                    .forEach(stretch ->
                            consumer.seek(new TopicPartition(stretch.topic(), stretch.partition()), stretch.first()));
            Instant moved = Instant.now();
            while (!open.isEmpty()) {
                ConsumerRecords<byte[], byte[]> polled = polled(consumer);
                moved = polled.isEmpty() ? moved : Instant.now();
                if (Duration.between(moved, Instant.now()).compareTo(STANDSTILL) > 0) {
                    throw new LogException("the broker has sent nothing for " + STANDSTILL.toSeconds()
                            + " s; look whether all brokers are up, and run again");
                }
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    Long end = open.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end && isAskedFor(record)) {
                        each.accept(recordOf(record));
                    }
                }
                List<TopicPartition> done = open.keySet().stream()
                        .filter(place -> consumer.position(place) >= open.getOrDefault(place, 0L))
                        .toList();
                if (!done.isEmpty()) {
                    consumer.pause(done);
                    done.forEach(open::remove);
                }
            }
        }
    }

    private static ConsumerRecords<byte[], byte[]> polled(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException shortened) {
            throw new LogException(
                    "the log was shortened while it was read (retention, or a marked item was erased); run again",
                    shortened);
        }
    }

    /** Records of a partition need not be in the order of their times: what is later is left out one by one. */
    private boolean isAskedFor(ConsumerRecord<byte[], byte[]> record) {
        return to == null || record.timestamp() < to.toEpochMilli();
    }

    private static LogRecord recordOf(ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                new Place(record.topic(), record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                Arrays.asList(record.headers().toArray()));
    }

    @Override
    public IntFunction<Schema> schemas() {
        return number -> {
            try {
                return schemas.apply(number);
            } catch (SerializationException failed) {
                if (DeadLetters.mayBeMendedByRetrying(failed)) {
                    throw new LogException(
                            "no schema registry answers there; start it, or name another one with --registry", failed);
                }
                throw failed;
            }
        };
    }

    @Override
    public @Nullable Instant from() {
        return from;
    }

    @Override
    public boolean isWhole() {
        return from == null && to == null;
    }

    @Override
    public Instant until() {
        return until;
    }
}
