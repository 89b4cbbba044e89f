package zhuji.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import zhuji.events.Topics;
import zhuji.wire.DeadLetters;
import zhuji.wire.WireAutoConfiguration;

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
        return factory -> {
            var settings = factory.getStreamsConfiguration();
            if (settings == null) {
                throw new IllegalStateException("the topology has no settings to put the counting of letters into");
            }
            // What it gives is a copy.
            settings.put(DeadLetters.ON_LETTER, letters);
            factory.setStreamsConfiguration(settings);
        };
    }

    @Bean
    MeterBinder runningMeter(StreamsBuilderFactoryBean streams) {
        return meters ->
                ServiceMeters.STREAMS_RUNNING.gauge(meters, () -> isRunning(streams.getKafkaStreams()) ? 1 : 0);
    }

    private static boolean isRunning(@Nullable KafkaStreams streams) {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }
}
