package zhuji.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import zhuji.wire.DeadLetters;
import zhuji.wire.WireAutoConfiguration;

/** What every service tells of itself. */
@AutoConfiguration(after = WireAutoConfiguration.class)
public class TelemetryAutoConfiguration {

    @Bean
    StreamsBuilderFactoryBeanConfigurer letterCounting(MeterRegistry meters) {
        DeadLetters.LetterListener letters =
                topic -> ServiceMeters.DEAD_LETTERS.counter(meters, topic).increment();
        return factory -> {
            var settings = factory.getStreamsConfiguration();
            if (settings != null) {
                settings.put(DeadLetters.ON_LETTER, letters);
            }
        };
    }

    @Bean
    MeterBinder runningMeter(StreamsBuilderFactoryBean streams) {
        return meters ->
                ServiceMeters.STREAMS_RUNNING.gauge(meters, () -> isRunning(streams.getKafkaStreams()) ? 1 : 0);
    }

    private static boolean isRunning(@org.jspecify.annotations.Nullable KafkaStreams streams) {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }
}
