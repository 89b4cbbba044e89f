package zhuji.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.policy.PolicyReader;
import zhuji.escalation.streams.EscalationMetrics;
import zhuji.escalation.streams.EscalationTopology;
import zhuji.wire.EventSerdes;

/** Wires escalation: the policy, the state machine and its topology. */
@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Policy policy(EscalationProperties properties) throws IOException {
        return new PolicyReader().read(properties.policy().getContentAsByteArray(), properties.speed());
    }

    @Bean
    EscalationTopology escalationTopology(
            EventSerdes serdes,
            Policy policy,
            InstantSource clock,
            EscalationProperties properties,
            MeterRegistry meters,
            StreamsBuilder builder) {
        var topology =
                new EscalationTopology(serdes, policy, clock, properties.patrol(), new EscalationMetrics(meters));
        topology.addTo(builder);
        return topology;
    }
}
