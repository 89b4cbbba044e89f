package zhuji.escalation.streams;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import zhuji.events.Topics;

/**
 * Up to which instant everything that had reached the broker was read through every stage before a case.
 *
 * <pre>
 *  report.submitted --intake--> report.accepted --escalation--> its repartition topic --> the case
 *                               incident.action --escalation--> its repartition topic --> the case
 * </pre>
 *
 * <p>A stage is sounded for an instant only once the stage before it was read up to that instant: before, what had been received by then may be on
 * its way, and would not be in the offset that the sounding finds. {@link #of} may be asked by any thread; the rest is for one.
 */
final class StagesRead {

    private final List<TopicPartition> submitted;
    private final List<TopicPartition> accepted;
    private final List<TopicPartition> actions;
    private final List<TopicPartition> incidents;
    private final List<TopicPartition> misplaced;
    private final Map<TopicPartition, Soundings> soundings = new HashMap<>();
    private final Map<TopicPartition, Instant> reached = new ConcurrentHashMap<>();

    /**
     * @param group the consumer group of escalation's topology, after which its repartition topics are named
     * @param submitted partitions of {@code report.submitted}
     * @param accepted partitions of {@code report.accepted}
     * @param tasks partitions of {@code incident.action} and of the repartition topics
     */
    StagesRead(String group, int submitted, int accepted, int tasks) {
        this.submitted = partitions(Topics.REPORT_SUBMITTED, submitted);
        this.accepted = partitions(Topics.REPORT_ACCEPTED, accepted);
        this.actions = partitions(Topics.INCIDENT_ACTION, tasks);
        this.incidents = partitions(group + "-" + Topics.REPORT_ACCEPTED + "-repartition", tasks);
        this.misplaced = partitions(group + "-" + Topics.INCIDENT_ACTION + "-repartition", tasks);
    }

    private static List<TopicPartition> partitions(String topic, int number) {
        return IntStream.range(0, number)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** What others than services write, of which only what is committed counts. */
    List<TopicPartition> writtenByOthers() {
        return Stream.concat(submitted.stream(), actions.stream()).toList();
    }

    /**
     * What services write. All that stands there counts: the offsets a service commits are seen before the end of its transaction is on every
     * partition it wrote to.
     */
    List<TopicPartition> writtenByServices() {
        return Stream.of(accepted, incidents, misplaced)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Whether intake reads it; the rest is read by escalation. */
    static boolean isReadByIntake(TopicPartition place) {
        return place.topic().equals(Topics.REPORT_SUBMITTED);
    }

    /**
     * The ends of all partitions were asked for, all after {@code now}.
     *
     * @param settled what reached the broker by then is within those ends
     * @param now when the question began
     * @param ends offset of the next record to come
     * @param handled offset up to which the stage's consumer has committed
     */
    void sounded(Instant settled, Instant now, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> handled) {
        Instant intake = least(submitted);
        Instant repartitioned = least(accepted);
        Instant brought = least(actions);
        sound(submitted, settled, now, ends);
        sound(actions, settled, now, ends);
        sound(accepted, intake, now, ends);
        sound(incidents, repartitioned, now, ends);
        sound(misplaced, brought, now, ends);
        soundings.forEach((place, of) -> {
            of.handled(handled.getOrDefault(place, 0L));
            Instant found = of.reached();
            if (found != null) {
                reached.put(place, found);
            }
        });
    }

    private void sound(List<TopicPartition> stage, @Nullable Instant at, Instant now, Map<TopicPartition, Long> ends) {
        if (at == null) {
            return;
        }
        for (TopicPartition place : stage) {
            Long end = ends.get(place);
            if (end != null) {
                soundings.computeIfAbsent(place, none -> new Soundings()).add(at, now, end);
            }
        }
    }

    /** The instant up to which a whole stage was read; null while that is not known of a part of it. */
    private @Nullable Instant least(List<TopicPartition> stage) {
        Instant least = Instant.MAX;
        for (TopicPartition place : stage) {
            Instant found = reached.get(place);
            if (found == null) {
                return null;
            }
            least = found.isBefore(least) ? found : least;
        }
        return least;
    }

    /** The instant up to which a task has read everything; null while that is not known. */
    @Nullable
    Instant of(int task) {
        return least(List.of(incidents.get(task), misplaced.get(task)));
    }

    /** Where something has waited since before that instant. */
    List<TopicPartition> waitingSinceBefore(Instant instant) {
        return soundings.entrySet().stream()
                .filter(entry -> entry.getValue().waitsSinceBefore(instant))
                .map(Map.Entry::getKey)
                .toList();
    }
}
