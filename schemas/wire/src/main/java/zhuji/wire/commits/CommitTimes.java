package zhuji.wire.commits;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * How long the commits of each thread took, as its producer has measured them: sending what was written, the offsets, and ending the transaction.
 * Kafka makes one for each producer.
 */
public final class CommitTimes implements MetricsReporter {

    private static final Set<String> PARTS =
            Set.of("flush-time-ns-total", "txn-send-offsets-time-ns-total", "txn-commit-time-ns-total");
    private static final String ENDS = "txn-commit-time-ns-total";
    private static final String PRODUCER = "-producer";

    /** By thread and name. */
    private static final Map<String, Map<String, KafkaMetric>> THREADS = new ConcurrentHashMap<>();

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        String thread = threadOf(metric);
        if (thread != null) {
            THREADS.computeIfAbsent(thread, name -> new ConcurrentHashMap<>())
                    .put(metric.metricName().name(), metric);
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        String thread = threadOf(metric);
        if (thread != null) {
            THREADS.remove(thread);
        }
    }

    private static @Nullable String threadOf(KafkaMetric metric) {
        String client = metric.metricName().tags().get("client-id");
        return client != null
                        && client.endsWith(PRODUCER)
                        && PARTS.contains(metric.metricName().name())
                ? client.substring(0, client.length() - PRODUCER.length())
                : null;
    }

    /** What a thread's commits came to so far. */
    static final class Clock {

        private final String thread;
        private double ended;
        private double all;

        /** @param thread its name; Kafka Streams names its producer after it */
        Clock(String thread) {
            this.thread = thread;
        }

        /** Milliseconds that the commits took that ended since this was asked last; -1 when none did. */
        long takeEnded() {
            Map<String, KafkaMetric> metrics = THREADS.get(thread);
            if (metrics == null) {
                return -1;
            }
            double endedNow = valueOf(metrics.get(ENDS));
            if (endedNow == ended) {
                return -1;
            }
            double allNow =
                    metrics.values().stream().mapToDouble(Clock::valueOf).sum();
            // Of another producer, when the thread has a new one.
            double took = Math.max(0, allNow - all);
            ended = endedNow;
            all = allNow;
            return TimeUnit.NANOSECONDS.toMillis((long) took);
        }

        private static double valueOf(@Nullable KafkaMetric metric) {
            return metric != null && metric.metricValue() instanceof Double number ? number : 0;
        }
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Has none.
    }

    @Override
    public void close() {
        // What it held goes with the producer's metrics.
    }
}
