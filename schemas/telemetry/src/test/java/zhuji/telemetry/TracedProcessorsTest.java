package zhuji.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;
import zhuji.wire.EventStamp;

class TracedProcessorsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Traces traces = traces();
    private TopologyTestDriver topology;

    private Traces traces() {
        var provider = SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        var tracer = provider.get("test");
        var propagators = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
        return new Traces(
                new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {}),
                new OtelPropagator(propagators, tracer));
    }

    @BeforeEach
    void start() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "traced-" + UUID.randomUUID());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, TracedProcessors.class);
        settings.put(TracedProcessors.TRACES, traces);
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        builder.stream(List.of("in", Topics.REPORT_SUBMITTED), Consumed.with(Serdes.String(), Serdes.String()))
                .mapValues(text -> text)
                .process(Echo::new, Named.as("echo"))
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        var properties = new Properties();
        properties.putAll(settings);
        topology = new TopologyTestDriver(builder.build(), properties);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    /** Hands on what it gets, and fails of what says so. */
    private static final class Echo extends ContextualProcessor<String, String, String, String> {

        @Override
        public void process(Record<String, String> record) {
            if (record.value().contains("broken")) {
                throw new IllegalStateException(record.value());
            }
            context().forward(record);
        }
    }

    private TestRecord<String, String> passed(String value, String flags) {
        return passed("in", value, flags);
    }

    private TestRecord<String, String> passed(String topic, String value, String flags) {
        Headers headers = new RecordHeaders()
                .add(EventHeaders.TRACE_PARENT, bytes("00-" + TRACE + "-" + PARENT + "-" + flags))
                .add(EventHeaders.ID, bytes("e1"));
        topology.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(new TestRecord<>("k", value, headers, Instant.EPOCH));
        return topology.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                .readRecord();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String traceOf(TestRecord<String, String> record) {
        return new String(record.headers().lastHeader(EventHeaders.TRACE_PARENT).value(), StandardCharsets.US_ASCII);
    }

    @Test
    void putsASpanAroundWhatAProcessorOfOursDoes() {
        TestRecord<String, String> out = passed("text", "01");

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("echo");
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
                    .isEqualTo("in");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("cloudevents.event_id")))
                    .isEqualTo("e1");
            assertThat(traceOf(out)).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
        });
        assertThat(out.headers().headers(EventHeaders.TRACE_PARENT)).hasSize(1);
    }

    /** An office may have written anything where an event has its identity. */
    @Test
    void doesNotRepeatWhatAnOfficePutIntoTheHeadersOfItsSubmission() {
        passed(Topics.REPORT_SUBMITTED, "text", "01");

        assertThat(spans.getFinishedSpanItems())
                .singleElement()
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("cloudevents.event_id")))
                .isNull();
    }

    @Test
    void goesOnWithATraceThatIsNotSampled() {
        assertThat(traceOf(passed("text", "00"))).startsWith("00-" + TRACE).endsWith("-00");

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void beginsATraceThatIsNotSampledWithoutFollowingIt() {
        topology.createInputTopic("in", new StringSerializer(), new StringSerializer())
                .pipeInput("k", "text");

        TestRecord<String, String> out = topology.createOutputTopic(
                        "out", new StringDeserializer(), new StringDeserializer())
                .readRecord();
        assertThat(out.headers().headers(EventHeaders.TRACE_PARENT)).hasSize(1);
        assertThat(traceOf(out)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        assertThat(EventStamp.isUnsampled(out.headers())).isTrue();
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void saysWhatFailedAndNotWhatItSaid() {
        assertThatThrownBy(() -> passed("broken, and secret", "01")).hasStackTraceContaining("IllegalStateException");

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getStatus().getDescription()).isEmpty();
        });
    }

    @Test
    void followsNothingWhereNothingIsToBeFollowed() {
        var headers = new RecordHeaders().add(EventHeaders.TRACE_PARENT, bytes("x"));

        Traces.NONE.follow(
                "step", headers, span -> {}, within -> assertThat(within).isEqualTo(headers));

        assertThat(Traces.NONE.current()).isEmpty();
    }
}
