package zhuji.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.provisioning.TopicProvisioning;

/** What has to be done so that a cluster's topics are as the catalogue declares them. */
final class TopicPlan {

    /** What our topics' names begin with; others are nobody's business here. */
    private static final List<String> FAMILIES = List.of("office.", "report.", "incident.", "score.", "audit.");

    private final Set<String> missing = new TreeSet<>();
    private final Map<String, Map<String, String>> settings = new TreeMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private final Set<String> undeclared = new TreeSet<>();

    private TopicPlan() {}

    static TopicPlan of(Admin admin) throws ExecutionException, InterruptedException {
        var plan = new TopicPlan();
        Set<String> existing = admin.listTopics().names().get();
        Map<String, Topic> declared = Topics.withDeadLetters().stream()
                .collect(Collectors.toMap(Topic::name, topic -> topic, (one, two) -> one, TreeMap::new));
        declared.keySet().stream().filter(name -> !existing.contains(name)).forEach(plan.missing::add);
        existing.stream()
                .filter(name -> !declared.containsKey(name) && FAMILIES.stream().anyMatch(name::startsWith))
                .forEach(plan.undeclared::add);
        List<String> both =
                declared.keySet().stream().filter(existing::contains).toList();
        plan.compareSettings(admin, declared, both);
        plan.comparePartitions(admin, declared, both);
        return plan;
    }

    private void compareSettings(Admin admin, Map<String, Topic> declared, List<String> names)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> found =
                admin.describeConfigs(resources).all().get();
        found.forEach((resource, config) -> TopicProvisioning.configOf(
                        Objects.requireNonNull(declared.get(resource.name())))
                .forEach((name, value) -> {
                    ConfigEntry entry = config.get(name);
                    if (entry == null || !value.equals(entry.value())) {
                        settings.computeIfAbsent(resource.name(), none -> new TreeMap<>())
                                .put(name, value);
                    }
                }));
    }

    /** Keys would move to other partitions: nothing here changes their number. */
    private void comparePartitions(Admin admin, Map<String, Topic> declared, List<String> names)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> found =
                admin.describeTopics(names).allTopicNames().get();
        new TreeMap<>(found).forEach((name, description) -> {
            int wanted = Objects.requireNonNull(declared.get(name)).partitions();
            if (description.partitions().size() != wanted) {
                conflicts.add("%s has %d partitions, the catalogue says %d; keys would move, so it is left alone"
                        .formatted(name, description.partitions().size(), wanted));
            }
        });
    }

    /** What would be done, a line each. */
    List<String> lines(boolean prune) {
        List<String> lines = new ArrayList<>();
        missing.forEach(name -> lines.add("+ create " + name));
        settings.forEach((name, values) ->
                values.forEach((setting, value) -> lines.add("~ set " + name + " " + setting + "=" + value)));
        undeclared.forEach(
                name -> lines.add(prune ? "- delete " + name : "  undeclared " + name + " (--prune deletes it)"));
        conflicts.forEach(conflict -> lines.add("! " + conflict));
        return lines;
    }

    /** Whether the cluster's topics are as declared; undeclared ones apart. */
    boolean isEmpty() {
        return missing.isEmpty() && settings.isEmpty() && conflicts.isEmpty();
    }

    void apply(Admin admin, boolean prune) throws ExecutionException, InterruptedException {
        new TopicProvisioning(admin).apply();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        settings.forEach((name, values) -> changes.put(
                new ConfigResource(ConfigResource.Type.TOPIC, name),
                values.entrySet().stream()
                        .map(each -> new AlterConfigOp(
                                new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                        .toList()));
        admin.incrementalAlterConfigs(changes).all().get();
        if (prune) {
            admin.deleteTopics(undeclared).all().get();
        }
    }
}
