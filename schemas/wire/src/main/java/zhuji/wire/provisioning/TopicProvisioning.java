package zhuji.wire.provisioning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import zhuji.events.Topic;
import zhuji.events.Topics;

/** Creates the declared topics that do not exist yet; touches no other. */
public final class TopicProvisioning {

    private static final String FOR_GOOD = "-1";

    private final Admin admin;

    public TopicProvisioning(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates what is missing.
     *
     * @return the names created
     * @throws ExecutionException when the broker refuses a topic
     */
    public List<String> apply() throws ExecutionException, InterruptedException {
        return apply(Topic::partitions);
    }

    /**
     * Creates what is missing with other numbers of partitions than the catalogue's.
     *
     * @return the names created
     * @throws ExecutionException when the broker refuses a topic
     */
    public List<String> apply(ToIntFunction<Topic> partitions) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = Topics.withDeadLetters().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> definition(topic, partitions.applyAsInt(topic)))
                .toList();
        var created = new ArrayList<String>();
        for (var result : admin.createTopics(missing).values().entrySet()) {
            try {
                result.getValue().get();
                created.add(result.getKey());
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused;
                }
            }
        }
        return created;
    }

    private static NewTopic definition(Topic topic, int partitions) {
        return new NewTopic(topic.name(), Optional.of(partitions), Optional.empty()).configs(configOf(topic));
    }

    /** The broker settings a declared topic has to have; the others are the broker's. */
    public static Map<String, String> configOf(Topic topic) {
        Map<String, String> config = new HashMap<>(topic.config());
        if (!config.containsKey("cleanup.policy")) {
            Duration kept = topic.retention();
            config.put("retention.ms", kept == null ? FOR_GOOD : Long.toString(kept.toMillis()));
        }
        return config;
    }
}
