package zhuji.acceptance;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.local.Service;

/** What a service has yet to commit. */
final class Lag {

    private Lag() {}

    /** Records that wait, by partition of a topic of the catalogue; none where nothing waits. */
    static Map<TopicPartition, Long> of(Properties kafka, Service service)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(service.id())
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = admin.listOffsets(
                            committed.keySet().stream()
                                    .filter(place -> Topics.ALL.stream()
                                            .anyMatch(topic -> topic.name().equals(place.topic())))
                                    .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get();
            Map<TopicPartition, Long> waiting = new HashMap<>();
            ends.forEach((place, end) -> {
                long left = end.offset()
                        - Objects.requireNonNull(committed.get(place)).offset();
                // At the end of what services write stands the marker of a transaction, which nobody reads.
                Topic topic = Objects.requireNonNull(Topics.named(place.topic()));
                boolean unmarked = topic.isWrittenByOthers() && !topic.name().equals(Topics.REPORT_SUBMITTED);
                if (left > (unmarked ? 0 : 1)) {
                    waiting.put(place, left);
                }
            });
            return waiting;
        }
    }
}
