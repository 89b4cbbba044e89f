package zhuji.intake.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a submission stands where its key belongs: another partitioner (librdkafka's default is one) would split an office's
 * history over two partitions, and neither half could tell a duplicate.
 *
 * @param count how many partitions {@code report.submitted} has
 */
public record SubmissionPartitions(int count) {

    boolean expects(@Nullable String key, int partition) {
        return key == null
                || BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), count) == partition;
    }
}
