package zhuji.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import zhuji.events.EventHeaders;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;
import zhuji.wire.EventDecoder;
import zhuji.wire.EventSerdes;

/** Reads every destination as the offices do, committed records only, and measures how long each was under way. */
final class ArrivalReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final byte[] INCIDENT = ("/" + NoticeKind.INCIDENT).getBytes(StandardCharsets.US_ASCII);
    private static final String INBOXES = "office.inbox.";

    /** Where something arrives. */
    enum Destination {
        NATIONAL,
        REGION,
        FIRST_RUNG
    }

    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private final EventDecoder events;
    private final Thread thread;
    private volatile boolean closed;
    private Map<Destination, Lags> lags = fresh();

    ArrivalReader(LocalPipeline pipeline) {
        this.consumer = Counter.reader(pipeline.kafka());
        this.events = EventDecoder.ofAll(new EventSerdes(pipeline.registryUrl()).schemas());
        List<TopicPartition> places = Stream.of(
                        Stream.of(Topics.REPORT_NATIONAL, Topics.inbox(Topics.NATIONAL_PREFIX)),
                        Topics.REGIONS.stream().map(Topics::region),
                        Topics.REGIONS.stream().map(Topics::inbox))
                .flatMap(topics -> topics)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(places);
        consumer.seekToEnd(places);
        places.forEach(consumer::position);
        this.thread = Thread.ofPlatform().name("arrivals").daemon().start(this::read);
    }

    private void read() {
        while (!closed) {
            var records = consumer.poll(POLL);
            long now = System.currentTimeMillis();
            synchronized (this) {
                records.forEach(record -> measure(record, now));
            }
        }
        consumer.close();
    }

    /** Records of routing bear the time at which the broker took the submission. */
    private void measure(ConsumerRecord<ByteBuffer, ByteBuffer> record, long now) {
        if (record.topic().equals(Topics.REPORT_NATIONAL)) {
            add(Destination.NATIONAL, now - record.timestamp());
        } else if (!record.topic().startsWith(INBOXES)) {
            add(Destination.REGION, now - record.timestamp());
        } else if (isIncident(record)
                && events.decode(bytesOf(record.value())) instanceof Notice notice
                && notice.getReport() != null) {
            // When its office sent it: a little before the broker took it.
            Instant sent = notice.getReport().getSubmittedAt();
            add(Destination.FIRST_RUNG, now - sent.toEpochMilli());
        }
    }

    private static boolean isIncident(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        Header header = record.headers().lastHeader(EventHeaders.ID);
        if (header == null || header.value() == null) {
            return false;
        }
        byte[] id = header.value();
        int from = id.length - INCIDENT.length;
        return from >= 0 && Arrays.equals(id, from, id.length, INCIDENT, 0, INCIDENT.length);
    }

    private static byte[] bytesOf(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    private void add(Destination destination, long millis) {
        lags.getOrDefault(destination, new Lags()).add(millis);
    }

    /** What arrived since this was asked last. */
    synchronized Map<Destination, Lags.Summary> take() {
        Map<Destination, Lags.Summary> taken = new EnumMap<>(Destination.class);
        lags.forEach((destination, measured) -> taken.put(destination, measured.summary()));
        lags = fresh();
        return taken;
    }

    private static Map<Destination, Lags> fresh() {
        Map<Destination, Lags> fresh = new EnumMap<>(Destination.class);
        for (Destination destination : Destination.values()) {
            fresh.put(destination, new Lags());
        }
        return fresh;
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
