package zhuji.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import zhuji.routing.kafka.CopiesWatch;
import zhuji.routing.streams.RoutingMetrics;
import zhuji.routing.streams.RoutingTopology;
import zhuji.wire.EventSerdes;

/** Wires routing: the decision and its topology. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final int WATCH_AT_ONCE = 1024 * 1024;
    private static final int RECORDS_AT_ONCE = 5_000;

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RoutingTopology routingTopology(
            EventSerdes serdes, MeterRegistry meters, InstantSource clock, StreamsBuilder builder) {
        var topology = new RoutingTopology(serdes, new RoutingMetrics(meters, clock));
        topology.addTo(builder);
        return topology;
    }

    /** Begun only once the broker and the topics are known to be there. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    CopiesWatch copiesWatch(KafkaProperties kafka, InstantSource clock, MeterRegistry meters) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Ten seconds are given to a copy: nobody waits for the watch.
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WATCH_AT_ONCE);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new CopiesWatch(
                // It looks at headers alone: what else a record holds is not copied.
                () -> new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer()),
                clock,
                meters);
    }
}
