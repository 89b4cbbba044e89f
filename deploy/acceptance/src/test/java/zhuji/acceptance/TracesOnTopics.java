package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for bytes in every record of every topic, dead letters, changelogs and what was never committed included: unpacked, where the disk holds
 * packed batches.
 */
final class TracesOnTopics {

    private TracesOnTopics() {}

    /**
     * Where any of the texts stands.
     *
     * @param kafka how the broker is reached
     * @param texts bytes, each as a character
     */
    static List<String> of(Properties kafka, List<String> texts) throws Exception {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put("isolation.level", "read_uncommitted");
        settings.put("enable.auto.commit", "false");
        try (Admin admin = Admin.create(settings);
                var consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> places = admin
                    .describeTopics(admin.listTopics(new ListTopicsOptions().listInternal(true))
                            .names()
                            .get())
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            return untilTheEnd(consumer, consumer.endOffsets(places), texts);
        }
    }

    private static List<String> untilTheEnd(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, List<String> texts) {
        List<String> found = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                String content = content(record);
                texts.stream()
                        .filter(content::contains)
                        .map(text -> record.topic() + "/" + record.partition() + "/" + record.offset() + ": " + text)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String content(ConsumerRecord<byte[], byte[]> record) {
        Stream<String> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(Header::value)
                .map(TracesOnTopics::text);
        return Stream.concat(Stream.of(text(record.key()), text(record.value())), headers)
                .reduce("", (before, after) -> before + "\n" + after);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }
}
