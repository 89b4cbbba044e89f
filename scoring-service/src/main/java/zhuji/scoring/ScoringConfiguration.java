package zhuji.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.client.RestClient;
import zhuji.events.AnnualTally;
import zhuji.peers.PeerRequests;
import zhuji.peers.Peers;
import zhuji.scoring.domain.ControlBox;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.kafka.CommittedReader;
import zhuji.scoring.kafka.KafkaControlBox;
import zhuji.scoring.kafka.Places;
import zhuji.scoring.kafka.RuleBookGuard;
import zhuji.scoring.streams.ScoringMetrics;
import zhuji.scoring.streams.ScoringTopology;
import zhuji.scoring.streams.StreamsScoreBook;
import zhuji.telemetry.Traces;
import zhuji.wire.EventSerdes;

/** Wires scoring: the rule books, the count and its topology. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScoringProperties.class)
class ScoringConfiguration {

    /** How long the broker has to confirm an order posted over HTTP. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(10);

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RuleBooks ruleBooks(ScoringProperties properties) throws IOException {
        return properties.books();
    }

    /** Looked at only once the broker and the topics are known to be there. */
    @Bean
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    ScoringTopology scoringTopology(
            EventSerdes serdes,
            RuleBooks books,
            ScoringProperties properties,
            KafkaProperties kafka,
            MeterRegistry meters,
            StreamsBuilder builder) {
        RuleBookGuard.check(tallies(kafka, serdes), books, properties.recompute());
        var settings = new ScoringTopology.Settings(
                places(kafka), properties.recompute(), properties.publish(), properties.demonstration());
        var topology = new ScoringTopology(serdes, books, settings, new ScoringMetrics(meters));
        topology.addTo(builder);
        return topology;
    }

    private static KafkaConsumer<String, AnnualTally> tallies(KafkaProperties kafka, EventSerdes serdes) {
        Map<String, Object> settings = CommittedReader.settings(kafka);
        return new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(AnnualTally.class));
    }

    private static int places(KafkaProperties kafka) {
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            return Places.count(admin);
        }
    }

    @Bean
    StreamsScoreBook scores(StreamsBuilderFactoryBean streams, KafkaStreamsConfiguration settings) {
        String self = settings.asProperties().getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG);
        return new StreamsScoreBook(new Peers(streams::getKafkaStreams, self));
    }

    @Bean
    PeerRequests peerRequests(RestClient.Builder client) {
        return new PeerRequests(client);
    }

    @Bean
    ControlBox controlBox(KafkaProperties kafka, EventSerdes serdes, Traces traces) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CONFIRMATION.toMillis());
        // The serializer has its registry already: it is not to be configured again.
        var producers = new DefaultKafkaProducerFactory<String, SpecificRecord>(
                settings, new StringSerializer(), serdes.serializer(), false);
        return new KafkaControlBox(new KafkaTemplate<>(producers), traces, CONFIRMATION);
    }
}
