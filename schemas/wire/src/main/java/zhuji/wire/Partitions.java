package zhuji.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * How many partitions topics have on the broker. That is what counts where keys have to meet; the catalogue says how many a topic is created
 * with.
 */
public final class Partitions {

    private final Map<String, Integer> byTopic;

    private Partitions(Map<String, Integer> byTopic) {
        this.byTopic = byTopic;
    }

    /**
     * Asks the broker.
     *
     * @throws IllegalStateException when it does not know them
     */
    public static Partitions of(Admin admin, Collection<String> topics) {
        Map<String, Integer> byTopic = new HashMap<>();
        try {
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) ->
                            byTopic.put(topic, description.partitions().size()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the broker", interrupted);
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker does not describe " + topics, refused);
        }
        return of(byTopic);
    }

    /** As known. */
    public static Partitions of(Map<String, Integer> byTopic) {
        return new Partitions(Map.copyOf(byTopic));
    }

    /**
     * Of one topic.
     *
     * @throws IllegalArgumentException when it was not asked for
     */
    public int of(String topic) {
        Integer number = byTopic.get(topic);
        if (number == null) {
            throw new IllegalArgumentException("nobody asked how many partitions " + topic + " has");
        }
        return number;
    }
}
