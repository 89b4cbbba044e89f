package zhuji.audit.replay;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import zhuji.audit.log.LogException;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.provisioning.TopicProvisioning;

/** The topics a replay writes to: those of the services, each under the prefix. */
final class Replayed {

    /** Who decides; everything else on the log was told to them. */
    static final List<String> SERVICES = List.of(Topics.INTAKE, Topics.ROUTING, Topics.ESCALATION, Topics.SCORING);

    /** What goes by the clock of the day, and comes out otherwise on another. */
    private static final Set<String> BY_THE_CLOCK = Set.of(Topics.SCORE_REMINDER);

    private final Properties kafka;
    private final String prefix;

    /**
     * @throws IllegalArgumentException when topics of the pipeline itself begin so
     */
    Replayed(Properties kafka, String prefix) {
        if (Topics.withDeadLetters().stream().anyMatch(topic -> topic.name().startsWith(prefix))) {
            throw new IllegalArgumentException(
                    "topics of the pipeline itself begin with '" + prefix + "'; name another prefix");
        }
        this.kafka = kafka;
        this.prefix = prefix;
    }

    /** What services publish, and a replay has to come to again. */
    static List<Topic> compared() {
        return Topics.ALL.stream()
                .filter(topic -> SERVICES.contains(topic.writer()))
                .filter(topic -> !BY_THE_CLOCK.contains(topic.name()))
                .toList();
    }

    /**
     * Creates them, with as many partitions as the topics replayed have.
     *
     * @throws IllegalArgumentException when there are such topics already
     */
    void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            Set<String> existing = admin.listTopics().names().get();
            if (existing.stream().anyMatch(name -> name.startsWith(prefix))) {
                throw new IllegalArgumentException("topics that begin with '" + prefix
                        + "' are there already; name another prefix, or delete them with zhuji audit replay --into "
                        + prefix + " --remove-only if a replay left them");
            }
            Map<String, TopicDescription> originals = admin.describeTopics(written()
                            .map(Topic::name)
                            .filter(existing::contains)
                            .toList())
                    .allTopicNames()
                    .get();
            if (originals.isEmpty()) {
                throw new LogException(
                        "none of our topics is on that cluster; create them with zhuji topics apply, or name another one");
            }
            admin.createTopics(written()
                            .filter(topic -> originals.containsKey(topic.name()))
                            .map(topic -> copyOf(topic, originals))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static Stream<Topic> written() {
        return Topics.withDeadLetters().stream()
                .filter(topic -> Topic.isOfDeadLetters(topic.name()) || SERVICES.contains(topic.writer()));
    }

    private NewTopic copyOf(Topic topic, Map<String, TopicDescription> originals) {
        TopicDescription original = Objects.requireNonNull(originals.get(topic.name()));
        return new NewTopic(prefix + topic.name(), original.partitions().size(), (short)
                        original.partitions().getFirst().replicas().size())
                .configs(TopicProvisioning.configOf(topic));
    }

    /** Deletes what topologies keep under the prefix for themselves, and their groups. */
    void removeWorkings() throws ExecutionException, InterruptedException {
        remove(this::isWorking);
    }

    /** Deletes everything a replay made under the prefix; whatever else begins so is somebody else's. */
    void removeAll() throws ExecutionException, InterruptedException {
        Set<String> outcomes = written().map(topic -> prefix + topic.name()).collect(Collectors.toSet());
        remove(name -> outcomes.contains(name) || isWorking(name));
    }

    /** Kafka Streams names them after the application: {@code <prefix><service>-<what>-changelog} or {@code -repartition}. */
    private boolean isWorking(String name) {
        return SERVICES.stream().anyMatch(service -> name.startsWith(prefix + service + "-"))
                && (name.endsWith("-changelog") || name.endsWith("-repartition"));
    }

    private void remove(Predicate<String> which) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            List<String> topics =
                    admin.listTopics().names().get().stream().filter(which).toList();
            admin.deleteTopics(topics).all().get();
            Set<String> own = SERVICES.stream().map(service -> prefix + service).collect(Collectors.toSet());
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .filter(own::contains)
                    .toList();
            admin.deleteConsumerGroups(groups).all().get();
        }
    }
}
