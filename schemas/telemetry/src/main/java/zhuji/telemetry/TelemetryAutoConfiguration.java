package zhuji.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.WireAutoConfiguration;
import zhuji.wire.failures.DeadLetters;
import zhuji.wire.failures.GuardedProcessors;

/** What every service tells of itself. */
@AutoConfiguration(after = WireAutoConfiguration.class)
public class TelemetryAutoConfiguration {

    /** Each topic read is there from the start, at zero: what first appears at one does not count as an increase, and would alert nobody. */
    @Bean
    StreamsBuilderFactoryBeanConfigurer letterCounting(MeterRegistry meters, Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        Topics.ALL.stream()
                .filter(topic -> topic.readers().contains(service))
                .forEach(topic -> ServiceMeters.DEAD_LETTERS.counter(meters, topic.name()));
        DeadLetters.LetterListener letters =
                topic -> ServiceMeters.DEAD_LETTERS.counter(meters, topic).increment();
        return factory -> set(factory, Map.of(DeadLetters.ON_LETTER, letters));
    }

    @Bean
    WireAutoConfiguration.RepeatedAttempts attemptCounting(MeterRegistry meters, Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        Topics.ALL.stream()
                .filter(topic -> topic.readers().contains(service))
                .forEach(topic -> ServiceMeters.REPEATED.counter(meters, topic.name()));
        return topic -> ServiceMeters.REPEATED
                .counter(meters, Topics.named(topic) == null ? "internal" : topic)
                .increment();
    }

    /** Where nothing is to be traced, nothing is followed: {@code management.tracing.enabled=false}. */
    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer tracing(Traces traces) {
        return factory ->
                set(factory, Map.of(TracedProcessors.TRACES, traces, GuardedProcessors.INNER, TracedProcessors.class));
    }

    @Bean(initMethod = "start")
    Servers servers(KafkaProperties kafka, EventSerdes serdes) {
        return new Servers(Admin.create(kafka.buildAdminProperties()), serdes.registry(), InstantSource.system());
    }

    @Bean
    HealthIndicator brokerHealthIndicator(Servers servers) {
        return servers.broker();
    }

    @Bean
    HealthIndicator registryHealthIndicator(Servers servers) {
        return servers.registry();
    }

    @Bean(initMethod = "start")
    InputWatch inputWatch(
            KafkaProperties kafka, StreamsBuilderFactoryBean streams, MeterRegistry meters, Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        List<String> topics = Topics.ALL.stream()
                .filter(topic -> topic.readers().contains(service))
                .map(Topic::name)
                .toList();
        Map<String, Object> reading = new HashMap<>(kafka.buildConsumerProperties());
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new InputWatch(
                Admin.create(kafka.buildAdminProperties()),
                service,
                topics,
                () -> new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                () -> processedBy(streams.getKafkaStreams()),
                InstantSource.system(),
                meters);
    }

    /** Empty while nobody knows. */
    private static Set<TopicPartition> processedBy(@Nullable KafkaStreams streams) {
        return streams == null
                ? Set.of()
                : streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .flatMap(task -> task.topicPartitions().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Bean
    HealthIndicator flowHealthIndicator(InputWatch watch) {
        return watch.flow();
    }

    /** Being scraped and asked for its health is nothing a service does for anybody's report. */
    @Bean
    ObservationPredicate ownEndpointsLeftOut() {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext request && isOurs(request.getCarrier()));
    }

    @Bean
    MeterBinder runningMeter(StreamsBuilderFactoryBean streams) {
        return meters ->
                ServiceMeters.STREAMS_RUNNING.gauge(meters, () -> isRunning(streams.getKafkaStreams()) ? 1 : 0);
    }

    private static boolean isOurs(@Nullable HttpServletRequest asked) {
        return asked != null && asked.getRequestURI().startsWith("/actuator");
    }

    private static boolean isRunning(@Nullable KafkaStreams streams) {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    private static void set(StreamsBuilderFactoryBean factory, Map<String, Object> more) {
        var settings = factory.getStreamsConfiguration();
        if (settings == null) {
            throw new IllegalStateException("the topology has no settings to put " + more.keySet() + " into");
        }
        // What it gives is a copy.
        settings.putAll(more);
        factory.setStreamsConfiguration(settings);
    }
}
