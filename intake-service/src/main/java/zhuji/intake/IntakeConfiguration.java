package zhuji.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.util.backoff.FixedBackOff;
import org.springframework.web.client.RestClient;
import zhuji.events.Topics;
import zhuji.intake.domain.ClockRule;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.SubmissionBox;
import zhuji.intake.domain.TextLimits;
import zhuji.intake.kafka.KafkaSubmissionBox;
import zhuji.intake.kafka.MarkedItemListener;
import zhuji.intake.kafka.SubmissionEraser;
import zhuji.intake.reading.SubmissionReader;
import zhuji.intake.streams.IntakeMetrics;
import zhuji.intake.streams.IntakeTopology;
import zhuji.intake.streams.StreamsStandings;
import zhuji.intake.streams.SubmissionPartitions;
import zhuji.peers.PeerRequests;
import zhuji.peers.Peers;
import zhuji.telemetry.Traces;
import zhuji.wire.EventSerdes;
import zhuji.wire.Partitions;
import zhuji.wire.WireProperties;

/** Wires intake: the decision, its topology, and what it does beside it. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    private static final long RETRY_MILLIS = 2_000;

    /** Brokers let none stay open for longer than thirty seconds. */
    private static final int TRANSACTION_MILLIS = 20_000;

    private static final int ERASED_TOGETHER = 2_000;
    private static final int FETCH = 2 * 1024 * 1024;

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    ClockRule clockRule(IntakeProperties properties) {
        return properties.clockRule();
    }

    @Bean
    TextLimits textLimits(IntakeProperties properties) {
        return properties.textLimits();
    }

    @Bean
    SubmissionReader submissionReader(EventSerdes serdes) {
        return new SubmissionReader(serdes);
    }

    @Bean(destroyMethod = "close")
    Admin admin(KafkaProperties kafka) {
        return Admin.create(kafka.buildAdminProperties());
    }

    /** Asked only once the broker and the topics are known to be there. */
    @Bean
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    SubmissionPartitions submissionPartitions(Admin admin) {
        return new SubmissionPartitions(
                Partitions.of(admin, List.of(Topics.REPORT_SUBMITTED)).of(Topics.REPORT_SUBMITTED));
    }

    @Bean
    IntakeTopology intakeTopology(
            EventSerdes serdes,
            SubmissionPartitions partitions,
            ClockRule clock,
            TextLimits limits,
            MeterRegistry meters,
            StreamsBuilder builder) {
        var topology = new IntakeTopology(serdes, partitions, clock, limits, new IntakeMetrics(meters));
        topology.addTo(builder);
        return topology;
    }

    @Bean
    StreamsStandings standings(StreamsBuilderFactoryBean streams, KafkaStreamsConfiguration settings) {
        String self = settings.asProperties().getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG);
        return new StreamsStandings(new Peers(streams::getKafkaStreams, self));
    }

    @Bean
    PeerRequests peerRequests(RestClient.Builder client) {
        return new PeerRequests(client);
    }

    /** The decision as HTTP's dry run asks it: the same rules over the same state. */
    @Bean
    Intake intake(StreamsStandings standings, ClockRule clock, TextLimits limits) {
        return new Intake(standings.offices(), clock, limits);
    }

    @Bean
    SubmissionBox submissionBox(
            KafkaProperties kafka, IntakeProperties properties, Traces traces, InstantSource clock) {
        Map<String, Object> settings = producerSettings(kafka);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.patience().toMillis());
        var producers = new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
        return new KafkaSubmissionBox(new KafkaTemplate<>(producers), traces, clock, properties.patience());
    }

    private static Map<String, Object> producerSettings(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_RECORD);
        return settings;
    }

    @Bean
    SubmissionEraser submissionEraser(Admin admin, KafkaProperties kafka, WireProperties wire) {
        return new SubmissionEraser(admin, () -> transactional(kafka, wire), () -> committedReader(kafka));
    }

    private static Producer<String, byte[]> transactional(KafkaProperties kafka, WireProperties wire) {
        Map<String, Object> settings = producerSettings(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "intake-eraser-" + wire.instance());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static Consumer<String, byte[]> committedReader(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Bean
    MarkedItemListener markedItemListener(SubmissionEraser eraser, MeterRegistry meters) {
        return new MarkedItemListener(eraser, meters);
    }

    /** Erasing is tried until it is done: there is nobody else to hand it to. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<String, SpecificRecord> rejectionListenerContainerFactory(
            KafkaProperties kafka, EventSerdes serdes) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // All that a poll brings is erased together. Rejections may be large, for some keep what was sent.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, ERASED_TOGETHER);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
        var factory = new ConcurrentKafkaListenerContainerFactory<String, SpecificRecord>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(
                settings,
                new StringDeserializer(),
                new ErrorHandlingDeserializer<>(serdes.deserializer(SpecificRecord.class))));
        factory.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return factory;
    }
}
