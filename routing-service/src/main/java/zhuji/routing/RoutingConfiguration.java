package zhuji.routing;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import zhuji.routing.streams.RoutingMetrics;
import zhuji.routing.streams.RoutingTopology;
import zhuji.wire.EventSerdes;

/** Wires routing: the decision and its topology. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RoutingTopology routingTopology(EventSerdes serdes, MeterRegistry meters, StreamsBuilder builder) {
        var topology = new RoutingTopology(serdes, new RoutingMetrics(meters));
        topology.addTo(builder);
        return topology;
    }
}
