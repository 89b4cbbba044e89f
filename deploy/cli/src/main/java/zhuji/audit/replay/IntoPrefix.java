package zhuji.audit.replay;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import zhuji.events.Topic;
import zhuji.events.Topics;

/**
 * Sends what a replayed topology writes to one of our topics to the prefixed one instead. Kafka makes it: the settings of a producer name
 * it. Topics of the topology's own, which bear its prefixed name already, stay as they are.
 */
public final class IntoPrefix implements ProducerInterceptor<byte[], byte[]> {

    /** The producer's setting that holds the prefix. */
    public static final String PREFIX = "zhuji.replay.prefix";

    private static final Set<String> OURS =
            Topics.withDeadLetters().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

    private String prefix = "";

    @Override
    public void configure(Map<String, ?> settings) {
        prefix = settings.get(PREFIX) instanceof String given ? given : "";
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException(
                    PREFIX + " must be set: without it a replay would write to the topics replayed");
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        if (!OURS.contains(record.topic())) {
            return record;
        }
        return new ProducerRecord<>(
                prefix + record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        // Kafka Streams looks after failures itself.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
