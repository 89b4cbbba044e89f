package zhuji.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** Settings of the brokers with which one office could hold up the others. */
final class BrokerWarnings {

    private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

    /** An open transaction keeps what comes after it from every consumer for so long at most. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private BrokerWarnings() {}

    /** In words, with what to do; none when all is well. */
    static List<String> of(Properties kafka) throws ExecutionException, InterruptedException {
        List<String> warnings = new ArrayList<>();
        try (Admin admin = Admin.create(kafka)) {
            List<ConfigResource> brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                    .toList();
            admin.describeConfigs(brokers)
                    .all()
                    .get()
                    .forEach((broker, config) -> look(broker.name(), config, warnings));
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof AuthorizationException)) {
                throw refused;
            }
            warnings.add(
                    "the brokers' settings may not be read by this user; DESCRIBE_CONFIGS on the cluster is needed");
        }
        return warnings;
    }

    static void look(String broker, Config config, List<String> warnings) {
        ConfigEntry longest = config.get(LONGEST_TRANSACTION);
        if (longest != null && Long.parseLong(String.valueOf(longest.value())) > LONGEST.toMillis()) {
            warnings.add(
                    "broker %s lets a transaction stay open for %s ms, and meanwhile nobody reads what comes after it on its"
                                    .formatted(broker, longest.value())
                            + " partition: set " + LONGEST_TRANSACTION + "=" + LONGEST.toMillis());
        }
    }
}
