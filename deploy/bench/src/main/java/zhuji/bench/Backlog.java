package zhuji.bench;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** How much services have yet to read of what stands committed. */
final class Backlog implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 200;

    /** What one service has just read another may be about to. */
    private static final int TWICE = 2;

    /** The end of a transaction takes a place of its own, which nobody commits before there is more. */
    private static final int MARKERS = 2;

    private final LocalPipeline pipeline;
    private final Admin admin;

    Backlog(LocalPipeline pipeline) {
        this.pipeline = pipeline;
        this.admin = Admin.create(pipeline.kafka());
    }

    /** Records that services have yet to read, all together. */
    long of(List<Service> services) {
        Map<Service, Map<TopicPartition, Long>> committed = new EnumMap<>(Service.class);
        services.forEach(service -> committed.put(service, committed(service)));
        // Last, so that what one of them writes meanwhile counts for the next.
        Map<TopicPartition, Long> ends = ends();
        return services.stream()
                .mapToLong(service -> of(service, committed.getOrDefault(service, Map.of()), ends))
                .sum();
    }

    private static long of(Service service, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> isReadBy(service, end.getKey().topic()))
                .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                .filter(left -> left > MARKERS)
                .sum();
    }

    private static boolean isReadBy(Service service, String name) {
        Topic topic = Topics.named(name);
        return topic == null
                ? name.startsWith(service.id() + "-") && name.endsWith("-repartition")
                : topic.readers().contains(service.id());
    }

    /**
     * Waits until services have read everything, and have told the broker so.
     *
     * @return when that was first seen, as {@link System#nanoTime()} tells it; to look again takes longer
     */
    long awaitNone(List<Service> services) throws InterruptedException {
        long since = 0;
        for (int none = 0; none < TWICE; ) {
            pipeline.requireAlive();
            none = of(services) > 0 ? 0 : none + 1;
            if (none == 1) {
                since = System.nanoTime();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return since;
    }

    private Map<TopicPartition, Long> committed(Service service) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        answer(() -> admin.listConsumerGroupOffsets(Map.of(service.id(), new ListConsumerGroupOffsetsSpec()))
                        .partitionsToOffsetAndMetadata(service.id())
                        .get())
                .forEach((place, offset) -> {
                    if (offset != null) {
                        committed.put(place, offset.offset());
                    }
                });
        return committed;
    }

    private Map<TopicPartition, Long> ends() {
        List<String> names = answer(() -> admin.listTopics().names().get()).stream()
                .filter(name -> List.of(Service.values()).stream().anyMatch(service -> isReadBy(service, name)))
                .toList();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        answer(() -> admin.describeTopics(names).allTopicNames().get())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(() -> admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .get())
                .forEach((place, end) -> ends.put(place, end.offset()));
        return ends;
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker does not say how far services are", refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
