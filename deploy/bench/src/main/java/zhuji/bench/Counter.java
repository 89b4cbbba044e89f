package zhuji.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import zhuji.local.LocalPipeline;

/** Reads along with what is written to topics from now on, committed only, and counts. */
final class Counter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int AT_ONCE = 5_000;
    private static final double NANOS = 1e9;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final LocalPipeline pipeline;
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;

    Counter(LocalPipeline pipeline, Collection<String> topics) {
        this.pipeline = pipeline;
        this.consumer = reader(pipeline.kafka());
        List<TopicPartition> places = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(places);
        consumer.seekToEnd(places);
        places.forEach(consumer::position);
    }

    /** A reader of committed records as bytes where they stand, of no group: most of them are counted only. */
    static KafkaConsumer<ByteBuffer, ByteBuffer> reader(Properties kafka) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        return new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer());
    }

    /**
     * Waits for so many.
     *
     * @return how many there were, no fewer than that
     * @throws IllegalStateException when nothing comes any longer
     */
    long await(long number) {
        long read = 0;
        long latest = System.nanoTime();
        while (read < number) {
            pipeline.requireAlive();
            int more = consumer.poll(POLL).count();
            read += more;
            if (more > 0) {
                latest = System.nanoTime();
            } else if (System.nanoTime() - latest > LONGEST_PAUSE.toNanos()) {
                throw new IllegalStateException("only " + read + " of " + number + " came to " + consumer.assignment());
            }
        }
        return read;
    }

    /**
     * Lets some pass while processes become warm, and measures those that follow.
     *
     * @return records a second
     */
    double rate(long warming, long number) {
        long left = number - (await(warming) - warming);
        long start = System.nanoTime();
        long read = await(left);
        return read * NANOS / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
