package zhuji.wire;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import zhuji.events.Topics;
import zhuji.wire.commits.CommitTimes;
import zhuji.wire.failures.DeadLetters;
import zhuji.wire.failures.GuardedProcessors;
import zhuji.wire.failures.Quarantine;
import zhuji.wire.failures.ThreadReplacement;

/** Hosts a service's topology: exactly once, dead letters, explicit names, one sentence when something is missing. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({WireProperties.class, KafkaProperties.class})
@EnableKafkaStreams
public class WireAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(WireAutoConfiguration.class);

    /** Heartbeats in the time after which an instance counts as silent. */
    private static final int HEARTBEATS = 4;

    /** Of the heap, what the batches of a thread may take: each takes its whole size however little is in it, and none is given back. */
    private static final int BATCHES_OF_HEAP = 8;

    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_BATCHES = 32 * MEGABYTE;

    /** One is 896 KB then: the broker takes no batch above 1 MB where it is not told otherwise, and its size is estimated while it is compressed. */
    private static final long MOST_BATCHES = 224 * MEGABYTE;

    /** As many as three times the partitions that routing, which touches most of them, writes to. */
    private static final long NUMBER_OF_BATCHES = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    EventSerdes eventSerdes(WireProperties properties) {
        return new EventSerdes(properties.registry());
    }

    /** Who counts attempts that fail again and again is told by telemetry, where there is one. */
    @Bean
    Quarantine quarantine(ObjectProvider<RepeatedAttempts> repeated) {
        return new Quarantine(topic -> repeated.ifAvailable(listener -> listener.repeated(topic)));
    }

    /** Is told of attempts at a record that has failed several times. */
    @FunctionalInterface
    public interface RepeatedAttempts {

        /**
         * One more attempt has failed.
         *
         * @param topic where the record stands
         */
        void repeated(String topic);
    }

    /** What holds for every service comes first; {@code spring.kafka.*} of the service may override it. */
    @Bean(name = KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streamsConfiguration(
            KafkaProperties kafka,
            WireProperties wire,
            EventSerdes serdes,
            Quarantine quarantine,
            Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        Surroundings.requireServers(kafka.buildAdminProperties(), PATIENCE);
        Surroundings.awaitSchemas(service, serdes, wire);
        Map<String, Object> settings = new HashMap<>(promises(service, wire));
        settings.put(Quarantine.SETTING, quarantine);
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised(wire, environment));
        settings.putAll(kafka.buildStreamsProperties());
        return new KafkaStreamsConfiguration(settings);
    }

    private static String advertised(WireProperties wire, Environment environment) {
        return wire.advertised().isEmpty()
                ? "127.0.0.1:" + environment.getProperty("server.port", "8080")
                : wire.advertised();
    }

    /** What the topology of every service is run with, whoever runs it: exactly once, nothing lost that cannot be read. */
    public static Map<String, Object> promises(String service, WireProperties wire) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, service);
        settings.put(DeadLetters.SERVICE, service);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, wire.stateDir());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // At the latest, as in a backlog; see PromptCommits. A commit ends a batch of each partition it touched, and
        // meanwhile nothing is done.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 600);
        settings.put(StreamsConfig.POLL_MS_CONFIG, 20);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreOptions.class);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, GuardedProcessors.class);
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(Topics.LARGEST_INTERNAL));
        settings.put(
                StreamsConfig.producerPrefix(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG),
                List.of(CommitTimes.class.getName()));
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                service + "-" + wire.instance());
        int takeOver = Math.toIntExact(wire.takeOver().toMillis());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), takeOver);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), takeOver / HEARTBEATS);
        // Who takes over waits for what the silent instance left open.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), takeOver);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.LARGEST_LETTER);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // The broker asks a transaction to wait while it is still ending the one before; it has by the next moment.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5L);
        settings.putAll(sockets());
        settings.putAll(batches());
        return settings;
    }

    /** As much as the system sees fit: one batch fills Kafka's 64 and 128 KB many times over, and each time somebody is woken. */
    private static Map<String, Object> sockets() {
        return Map.of(
                StreamsConfig.producerPrefix(ProducerConfig.SEND_BUFFER_CONFIG),
                CommonClientConfigs.SEND_BUFFER_LOWER_BOUND,
                StreamsConfig.consumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
                CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
    }

    /**
     * A batch of every partition that a commit touches, and not dozens: each is compressed, sent and stored as one. The producer sends all it has as
     * soon as one batch is full or has waited too long; the commit sends it anyway.
     */
    private static Map<String, Object> batches() {
        long all = Math.clamp(Runtime.getRuntime().maxMemory() / BATCHES_OF_HEAP, LEAST_BATCHES, MOST_BATCHES);
        return Map.of(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                1_000,
                StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
                all,
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                Math.toIntExact(all / NUMBER_OF_BATCHES));
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer hosting() {
        return factory -> {
            factory.setStreamsUncaughtExceptionHandler(new ThreadReplacement(InstantSource.system()));
            factory.setStateListener((now, before) -> {
                if (now == KafkaStreams.State.ERROR) {
                    log.error("the topology has stopped; the process ends so that its supervisor can start it again");
                    Thread.ofPlatform().name("end").start(() -> System.exit(1));
                }
            });
        };
    }

    /** Ready once state is restored and records flow. */
    @Bean
    HealthIndicator streamsHealthIndicator(StreamsBuilderFactoryBean streams) {
        return () -> {
            KafkaStreams running = streams.getKafkaStreams();
            KafkaStreams.State state = running == null ? KafkaStreams.State.CREATED : running.state();
            return (state == KafkaStreams.State.RUNNING ? Health.up() : Health.outOfService())
                    .withDetail("state", state.name())
                    .build();
        };
    }
}
