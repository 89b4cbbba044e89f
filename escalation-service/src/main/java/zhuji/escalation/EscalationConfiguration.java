package zhuji.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.policy.PolicyReader;
import zhuji.escalation.policy.PolicyReader.Source;
import zhuji.escalation.streams.BrokerProgress;
import zhuji.escalation.streams.EscalationMetrics;
import zhuji.escalation.streams.EscalationTopology;
import zhuji.escalation.streams.Progress;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** Wires escalation: the policies, the state machine and its topology. */
@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Policies policies(EscalationProperties properties) throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        List<Source> overlays = new ArrayList<>();
        for (String pattern : properties.overlays()) {
            for (Resource resource : resolver.getResources(pattern)) {
                overlays.add(source(resource));
            }
        }
        return new PolicyReader().read(source(properties.policy()), overlays, properties.speed());
    }

    private static Source source(Resource resource) throws IOException {
        return new Source(String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
    }

    @Bean(destroyMethod = "close")
    Admin admin(KafkaProperties kafka) {
        return Admin.create(kafka.buildAdminProperties());
    }

    /** Asked only once the broker and the topics are known to be there. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    BrokerProgress progress(Admin admin, InstantSource clock) {
        return new BrokerProgress(admin, Topics.ESCALATION, clock);
    }

    @Bean
    EscalationTopology escalationTopology(
            EventSerdes serdes,
            Policies policies,
            InstantSource clock,
            Progress progress,
            EscalationProperties properties,
            MeterRegistry meters,
            StreamsBuilder builder) {
        var topology = new EscalationTopology(
                serdes, policies, clock, progress, properties.patrol(), new EscalationMetrics(meters));
        topology.addTo(builder);
        return topology;
    }
}
