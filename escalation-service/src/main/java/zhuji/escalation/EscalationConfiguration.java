package zhuji.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.web.client.RestClient;
import zhuji.escalation.domain.ActionBox;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.kafka.KafkaActionBox;
import zhuji.escalation.kafka.KafkaNewsStand;
import zhuji.escalation.streams.BrokerProgress;
import zhuji.escalation.streams.EscalationMetrics;
import zhuji.escalation.streams.EscalationTopology;
import zhuji.escalation.streams.Progress;
import zhuji.escalation.streams.StreamsCaseBook;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.Topics;
import zhuji.peers.PeerRequests;
import zhuji.peers.Peers;
import zhuji.telemetry.Traces;
import zhuji.wire.EventSerdes;
import zhuji.wire.Partitions;

/** Wires escalation: the policies, the state machine and its topology. */
@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

    /** How long the broker has to confirm an action posted over HTTP. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(10);

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int FETCH = 256 * 1024;

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Policies policies(EscalationProperties properties) throws IOException {
        return properties.policies();
    }

    @Bean(destroyMethod = "close")
    Admin admin(KafkaProperties kafka) {
        return Admin.create(kafka.buildAdminProperties());
    }

    /** Asked only once the broker and the topics are known to be there. */
    @Bean
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    Partitions partitions(Admin admin) {
        return Partitions.of(
                admin,
                List.of(
                        Topics.REPORT_SUBMITTED,
                        Topics.REPORT_ACCEPTED,
                        Topics.INCIDENT_ACTION,
                        Topics.INCIDENT_EVENT));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BrokerProgress progress(Admin admin, Partitions partitions, InstantSource clock, KafkaProperties kafka) {
        Map<String, Object> settings = committedReader(kafka);
        return new BrokerProgress(
                admin,
                Topics.ESCALATION,
                partitions,
                clock,
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Not ready while the broker does not say how far its topics reach: no deadline fires then. */
    @Bean
    HealthIndicator progressHealthIndicator(BrokerProgress progress, InstantSource clock) {
        return () -> (progress.soundedAt().isBefore(clock.instant().minus(SILENCE))
                        ? Health.outOfService()
                        : Health.up())
                .withDetail("soundedAt", progress.soundedAt().toString())
                .build();
    }

    /** Of no group, committed records only, and little at a time: there may be many of them. */
    private static Map<String, Object> committedReader(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    @Bean
    EscalationTopology escalationTopology(
            EventSerdes serdes,
            Policies policies,
            InstantSource clock,
            Progress progress,
            EscalationProperties properties,
            Partitions partitions,
            MeterRegistry meters,
            Traces traces,
            StreamsBuilder builder) {
        var settings = new EscalationTopology.Settings(partitions.of(Topics.INCIDENT_ACTION), properties.patrol());
        var topology = new EscalationTopology(
                serdes, policies, clock, progress, settings, new EscalationMetrics(meters), traces);
        topology.addTo(builder);
        return topology;
    }

    @Bean
    StreamsCaseBook cases(StreamsBuilderFactoryBean streams, KafkaStreamsConfiguration settings) {
        String self = settings.asProperties().getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG);
        return new StreamsCaseBook(new Peers(streams::getKafkaStreams, self));
    }

    @Bean
    PeerRequests peerRequests(RestClient.Builder client) {
        return new PeerRequests(client);
    }

    @Bean
    ActionBox actionBox(KafkaProperties kafka, EventSerdes serdes, Traces traces) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CONFIRMATION.toMillis());
        // The serializer has its registry already: it is not to be configured again.
        var producers = new DefaultKafkaProducerFactory<String, DeskAction>(
                settings, new StringSerializer(), serdes.serializer(), false);
        return new KafkaActionBox(new KafkaTemplate<>(producers), traces, CONFIRMATION);
    }

    @Bean(destroyMethod = "close")
    KafkaNewsStand newsStand(
            KafkaProperties kafka, EventSerdes serdes, Partitions partitions, EscalationProperties properties) {
        Map<String, Object> settings = committedReader(kafka);
        return new KafkaNewsStand(
                () -> new KafkaConsumer<>(
                        settings,
                        new StringDeserializer(),
                        new ErrorHandlingDeserializer<>(serdes.deserializer(IncidentEvent.class))),
                partitions.of(Topics.INCIDENT_EVENT),
                properties.streams());
    }
}
