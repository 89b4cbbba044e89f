package zhuji.escalation.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.NewsStand;
import zhuji.events.IncidentEvent;
import zhuji.events.Topics;

/**
 * Reads {@code incident.event} for each desk that follows, with a consumer of its own: every instance sees every case, and a desk that
 * comes back goes on where it was. A position is the next offset of each partition, joined by dots.
 */
public final class KafkaNewsStand implements NewsStand, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaNewsStand.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int QUIET_POLLS = 20;

    private final Supplier<Consumer<String, IncidentEvent>> consumers;
    private final List<TopicPartition> partitions;
    private final int most;
    private final Semaphore places;
    private volatile boolean closed;

    /**
     * @param consumers make a consumer of committed records; one that cannot read a record gives null for it
     * @param partitions how many {@code incident.event} has
     * @param most readers at a time
     */
    public KafkaNewsStand(Supplier<Consumer<String, IncidentEvent>> consumers, int partitions, int most) {
        this.consumers = consumers;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.INCIDENT_EVENT, partition))
                .toList();
        this.most = most;
        this.places = new Semaphore(most);
    }

    @Override
    public Following follow(String desk, @Nullable String after, Reader reader) {
        long @Nullable [] offsets = after == null ? null : offsets(after, partitions.size());
        if (!places.tryAcquire()) {
            throw new TooManyReaders(most);
        }
        var stop = new Stop();
        try {
            Consumer<String, IncidentEvent> consumer = consumers.get();
            Thread.ofVirtual().name("follows-" + desk).start(() -> {
                try (consumer) {
                    run(consumer, start(consumer, offsets), desk, reader, stop);
                } finally {
                    places.release();
                    reader.ended();
                }
            });
        } catch (RuntimeException refused) {
            places.release();
            throw refused;
        }
        return stop;
    }

    private long[] start(Consumer<String, IncidentEvent> consumer, long @Nullable [] offsets) {
        consumer.assign(partitions);
        if (offsets == null) {
            consumer.seekToEnd(partitions);
        } else {
            partitions.forEach(place -> consumer.seek(place, offsets[place.partition()]));
        }
        long[] next = new long[partitions.size()];
        partitions.forEach(place -> next[place.partition()] = consumer.position(place));
        return next;
    }

    /** Asks the reading thread to end; a consumer may be touched by that thread alone. */
    private static final class Stop implements Following {

        private volatile boolean asked;

        @Override
        public void close() {
            asked = true;
        }
    }

    private void run(Consumer<String, IncidentEvent> consumer, long[] next, String desk, Reader reader, Stop stop) {
        try {
            reader.quiet(position(next));
            int quiet = 0;
            while (!closed && !stop.asked) {
                ConsumerRecords<String, IncidentEvent> records = consumer.poll(POLL);
                quiet = tell(records, next, desk, reader) ? 0 : quiet + 1;
                if (quiet >= QUIET_POLLS) {
                    reader.quiet(position(next));
                    quiet = 0;
                }
            }
        } catch (RuntimeException ended) {
            // The client is gone, or the broker or the state is: a client that comes back goes on where it was.
            log.atDebug().addKeyValue("cause", ended.getClass().getName()).log("a reader is gone");
        }
    }

    private static boolean tell(
            ConsumerRecords<String, IncidentEvent> records, long[] next, String desk, Reader reader) {
        boolean told = false;
        for (ConsumerRecord<String, IncidentEvent> record : records) {
            next[record.partition()] = record.offset() + 1;
            IncidentEvent event = record.value();
            Happening happening = event == null || !concerns(event, desk) ? null : Happenings.of(event);
            if (happening != null) {
                reader.take(new Item(position(next), event.getIncidentId(), happening));
                told = true;
            }
        }
        return told;
    }

    private static boolean concerns(IncidentEvent event, String desk) {
        return event.getOffice().equals(desk)
                || desk.equals(event.getRung())
                || event.getLadder().stream()
                        .anyMatch(rung -> rung.getOffice().equals(desk)
                                && (rung.getReceivedAt() != null || rung.getCopiedAt() != null));
    }

    private static String position(long[] next) {
        return Arrays.stream(next).mapToObj(Long::toString).collect(Collectors.joining("."));
    }

    private static long[] offsets(String position, int partitions) {
        try {
            long[] offsets = Arrays.stream(position.split("\\.", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (offsets.length == partitions && Arrays.stream(offsets).allMatch(offset -> offset >= 0)) {
                return offsets;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new IllegalArgumentException("not a position of this stream");
    }

    @Override
    public void close() {
        closed = true;
    }
}
