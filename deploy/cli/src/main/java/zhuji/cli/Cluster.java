package zhuji.cli;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** Which cluster a command works on. */
final class Cluster {

    private static final int TIMEOUT_MILLIS = 15_000;

    @Option(
            names = "--bootstrap",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka brokers, host:port[,host:port] (default: ${DEFAULT-VALUE})")
    private String bootstrap = "";

    @Option(
            names = "--registry",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "Confluent-compatible schema registry (default: ${DEFAULT-VALUE})")
    private String registry = "";

    Properties kafka() {
        var settings = new Properties();
        settings.putAll(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
        return settings;
    }

    String bootstrap() {
        return bootstrap;
    }

    String registry() {
        return registry;
    }
}
