package zhuji.bench.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import zhuji.bench.peer.job.Arguments;
import zhuji.bench.peer.job.Job;
import zhuji.events.Topics;
import zhuji.telemetry.TelemetryAutoConfiguration;
import zhuji.wire.WireAutoConfiguration;

/** A function on batches, one transaction for each poll, topics by header: the fastest way the binder's documentation shows for exactly-once. */
@SpringBootApplication(
        exclude = {WireAutoConfiguration.class, TelemetryAutoConfiguration.class},
        proxyBeanMethods = false)
public class Peer {

    private static final String[] EVENT_HEADERS = {"ce_*", "traceparent"};

    /** Runs until it is stopped. */
    public static void main(String[] arguments) {
        var given = Arguments.of(arguments);
        new SpringApplicationBuilder(Peer.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> ((org.springframework.context.support.GenericApplicationContext) context)
                        .registerBean(Job.class, () -> Job.of(given)))
                .properties(settings(given))
                .run();
    }

    private static Map<String, Object> settings(Arguments given) {
        return Map.ofEntries(
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("management.endpoint.health.validate-group-membership", "false"),
                Map.entry("management.metrics.enable.all", "false"),
                Map.entry("management.tracing.enabled", "false"),
                Map.entry("spring.cloud.function.definition", "route"),
                Map.entry("spring.cloud.stream.bindings.route-in-0.destination", Topics.REPORT_ACCEPTED),
                Map.entry("spring.cloud.stream.bindings.route-in-0.group", given.group()),
                Map.entry("spring.cloud.stream.bindings.route-in-0.consumer.batch-mode", "true"),
                Map.entry("spring.cloud.stream.bindings.route-in-0.consumer.use-native-decoding", "true"),
                Map.entry(
                        "spring.cloud.stream.bindings.route-out-0.destination", given.prefix() + Topics.REPORT_ROUTED),
                Map.entry("spring.cloud.stream.bindings.route-out-0.producer.use-native-encoding", "true"),
                Map.entry("spring.cloud.stream.kafka.bindings.route-out-0.producer.use-topic-header", "true"),
                Map.entry("spring.cloud.stream.kafka.binder.brokers", given.bootstrap()),
                Map.entry("spring.cloud.stream.kafka.binder.auto-create-topics", "false"),
                Map.entry("spring.cloud.stream.kafka.binder.required-acks", "all"),
                Map.entry("spring.cloud.stream.kafka.binder.consumer-properties.isolation.level", "read_committed"),
                Map.entry("spring.cloud.stream.kafka.binder.consumer-properties.auto.offset.reset", "earliest"),
                Map.entry("spring.cloud.stream.kafka.binder.consumer-properties.max.poll.records", "2000"),
                Map.entry("spring.cloud.stream.kafka.binder.transaction.transaction-id-prefix", given.group() + "-"),
                Map.entry(
                        "spring.cloud.stream.kafka.binder.transaction.producer.configuration.transaction.timeout.ms",
                        "20000"),
                Map.entry("spring.cloud.stream.kafka.binder.transaction.producer.use-native-encoding", "true"),
                Map.entry("spring.cloud.stream.kafka.binder.transaction.producer.batch-timeout", "5"),
                Map.entry("spring.cloud.stream.kafka.binder.transaction.producer.buffer-size", "262144"),
                Map.entry("spring.cloud.stream.kafka.binder.transaction.producer.compression-type", "lz4"));
    }

    /** What each record of a poll causes. */
    @Bean
    Function<Message<List<byte[]>>, List<Message<byte[]>>> route(Job job) {
        return batch -> {
            List<Message<byte[]>> caused = new ArrayList<>();
            List<?> times = (List<?>) batch.getHeaders().getOrDefault(KafkaHeaders.RECEIVED_TIMESTAMP, List.of());
            List<?> headers =
                    (List<?>) batch.getHeaders().getOrDefault(KafkaHeaders.BATCH_CONVERTED_HEADERS, List.of());
            for (int each = 0; each < batch.getPayload().size(); each++) {
                job.of(batch.getPayload().get(each), (Long) times.get(each), headers((Map<?, ?>) headers.get(each)))
                        .forEach(output -> caused.add(message(output)));
            }
            return caused;
        };
    }

    private static Headers headers(Map<?, ?> mapped) {
        var headers = new RecordHeaders();
        mapped.forEach((name, value) -> {
            if (value instanceof byte[] bytes) {
                headers.add(String.valueOf(name), bytes);
            }
        });
        return headers;
    }

    private static Message<byte[]> message(ProducerRecord<String, byte[]> output) {
        var message = MessageBuilder.withPayload(output.value())
                .setHeader(KafkaHeaders.TOPIC, output.topic())
                .setHeader(KafkaHeaders.KEY, output.key().getBytes(StandardCharsets.UTF_8));
        for (Header header : output.headers()) {
            message.setHeader(header.key(), header.value());
        }
        return message.build();
    }

    /** Found by its name: events' headers as bytes, and nothing of the binder's own. */
    @Bean
    KafkaHeaderMapper kafkaBinderHeaderMapper() {
        return new SimpleKafkaHeaderMapper(EVENT_HEADERS);
    }
}
