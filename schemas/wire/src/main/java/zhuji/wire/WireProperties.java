package zhuji.wire;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every service has to know of its surroundings.
 *
 * @param registry address of the Confluent-compatible schema registry
 * @param instance name of this instance among those of its service, kept over restarts: a restarted instance takes its partitions up
 *     again at once
 * @param advertised {@code host:port} under which other instances reach this one's HTTP; empty for loopback and the server's own port
 * @param takeOver after how long of an instance's silence another takes its work over; the broker's {@code
 *     group.min.session.timeout.ms}, 6 s unless set, is the least
 * @param stateDir folder of the local state; it can be rebuilt from Kafka, and saves that when kept
 */
@ConfigurationProperties("zhuji")
public record WireProperties(
        @DefaultValue("http://127.0.0.1:8081/apis/ccompat/v7")
        String registry,

        @DefaultValue("0") String instance,
        @DefaultValue("") String advertised,
        @DefaultValue("6s") Duration takeOver,
        @DefaultValue("target/state") String stateDir) {}
