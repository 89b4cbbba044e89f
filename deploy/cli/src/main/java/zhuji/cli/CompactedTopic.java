package zhuji.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import zhuji.wire.EventSerdes;

/** What stands on a compacted topic. */
final class CompactedTopic {

    private static final Duration POLL = Duration.ofMillis(200);

    private CompactedTopic() {}

    /** The latest committed record of each key. */
    static <T extends SpecificRecord> Map<String, T> latest(
            Properties kafka, EventSerdes serdes, String topic, Class<T> type) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Map<String, T> standing = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(type))) {
            List<TopicPartition> places = consumer.partitionsFor(topic).stream()
                    .map(place -> new TopicPartition(place.topic(), place.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            while (places.stream().anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                for (ConsumerRecord<String, T> record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        standing.remove(record.key());
                    } else {
                        standing.put(record.key(), record.value());
                    }
                }
            }
        }
        return standing;
    }
}
