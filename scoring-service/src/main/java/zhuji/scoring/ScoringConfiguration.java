package zhuji.scoring;

import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import zhuji.scoring.streams.ScoringTopology;
import zhuji.wire.EventSerdes;

/** Wires scoring: the count and its topology. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

    @Bean
    ScoringTopology scoringTopology(EventSerdes serdes, StreamsBuilder builder) {
        var topology = new ScoringTopology(serdes);
        topology.addTo(builder);
        return topology;
    }
}
