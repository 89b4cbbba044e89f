package zhuji.wire;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every service has to know of its surroundings.
 *
 * @param registry address of the Confluent-compatible schema registry
 * @param instance name of this instance among those of its service, kept over restarts: a restarted instance takes its partitions up
 *     again at once
 * @param advertised {@code host:port} under which other instances reach this one's HTTP; empty for loopback and the server's own port
 * @param stateDir folder of the local state; it can be rebuilt from Kafka, and saves that when kept
 */
@ConfigurationProperties("zhuji")
public record WireProperties(
        @DefaultValue("http://127.0.0.1:8081/apis/ccompat/v7")
        String registry,

        @DefaultValue("0") String instance,
        @DefaultValue("") String advertised,
        @DefaultValue("target/state") String stateDir) {}
