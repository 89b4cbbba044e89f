package zhuji.routing.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;
import zhuji.routing.domain.Copies;
import zhuji.routing.meters.RoutingMeters;

/** Reads what was delivered, as the offices do, and tells when a report is at the national office and not at its region's. */
public final class CopiesWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CopiesWatch.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Regions are read from a minute earlier, so that no copy is missed for having been delivered before this began. */
    private static final Duration BACK = Duration.ofMinutes(1);

    private final Supplier<Consumer<ByteBuffer, ByteBuffer>> readers;
    private final InstantSource clock;
    private final Copies copies = new Copies();
    private final AtomicInteger missing = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<ByteBuffer, ByteBuffer> reader;

    /** @param readers make a reader of committed records, of no group; neither keys nor values are looked at */
    public CopiesWatch(Supplier<Consumer<ByteBuffer, ByteBuffer>> readers, InstantSource clock, MeterRegistry meters) {
        this.readers = readers;
        this.clock = clock;
        RoutingMeters.COPIES_MISSING.gauge(meters, missing::get);
    }

    /** Begins to read. */
    public void start() {
        Thread.ofPlatform().daemon().name("copies").start(this::run);
    }

    private void run() {
        Instant from = clock.instant().minus(BACK);
        while (!isClosed()) {
            try (Consumer<ByteBuffer, ByteBuffer> consumer = readers.get()) {
                reader = consumer;
                watch(consumer, from);
            } catch (WakeupException stop) {
                return;
            } catch (KafkaException away) {
                if (isClosed()) {
                    return;
                }
                log.atWarn()
                        .addKeyValue("cause", away.getClass().getName())
                        .log("what was delivered cannot be read back; tried again");
                from = clock.instant().minus(BACK);
                rest();
            }
        }
    }

    private void watch(Consumer<ByteBuffer, ByteBuffer> consumer, Instant from) {
        List<TopicPartition> national = partitions(consumer, Topics.REPORT_NATIONAL);
        List<TopicPartition> all = new ArrayList<>(national);
        Topics.REGIONS.forEach(region -> all.addAll(partitions(consumer, Topics.region(region))));
        consumer.assign(all);
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(place -> times.put(place, (national.contains(place) ? from : from.minus(BACK)).toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
        consumer.seekToEnd(all);
        begins.forEach((place, begin) -> {
            if (begin != null) {
                consumer.seek(place, begin.offset());
            }
        });
        while (!isClosed()) {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
            Instant now = clock.instant();
            records.forEach(record -> take(record, now));
            missing.set(copies.missing(now));
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private void take(ConsumerRecord<ByteBuffer, ByteBuffer> record, Instant now) {
        if (record.topic().equals(Topics.REPORT_NATIONAL)) {
            copies.national(causeOf(record), now);
        } else {
            copies.region(causeOf(record), now);
        }
    }

    /** The identity of both copies begins with what caused them. What has none was not delivered by routing, and has no copy. */
    private static String causeOf(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        Header id = record.headers().lastHeader(EventHeaders.ID);
        if (id == null || id.value() == null) {
            return record.topic() + "/" + record.partition() + "/" + record.offset();
        }
        byte[] text = id.value();
        int end = text.length - 1;
        while (end >= 0 && text[end] != '#') {
            end--;
        }
        return new String(text, 0, end < 0 ? text.length : end, StandardCharsets.UTF_8);
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void rest() {
        try {
            closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<ByteBuffer, ByteBuffer> reading = reader;
        if (reading != null) {
            reading.wakeup();
        }
    }
}
