package zhuji.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--client-properties",
            description = "File of further Kafka client settings, for security: security.protocol, sasl.…, ssl.…")
    private @Nullable Path file;

    Properties kafka() {
        Properties settings = file == null ? new Properties() : properties(file);
        settings.putAll(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
        return settings;
    }

    /**
     * What a properties file says.
     *
     * @throws IllegalArgumentException when it cannot be read as one
     */
    static Properties properties(Path file) {
        var settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
            return settings;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read as a properties file", unreadable);
        }
    }

    String bootstrap() {
        return bootstrap;
    }

    String registry() {
        return registry;
    }
}
