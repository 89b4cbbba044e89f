package zhuji.telemetry;

import io.micrometer.tracing.Span;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import zhuji.wire.EventStamp;

/** Puts a span around what each processor of ours does with a record; topologies know nothing of it. */
public final class TracedProcessors implements ProcessorWrapper {

    /** The {@link Traces} to follow, as a setting of Kafka Streams. */
    public static final String TRACES = "zhuji.traces";

    private static final String OURS = "zhuji.";

    private Traces traces = Traces.NONE;

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(TRACES) instanceof Traces given) {
            traces = given;
        }
    }

    @Override
    public <K, V, L, W> WrappedProcessorSupplier<K, V, L, W> wrapProcessorSupplier(
            String name, ProcessorSupplier<K, V, L, W> wrapped) {
        return new WrappedProcessorSupplier<>() {
            @Override
            public Processor<K, V, L, W> get() {
                Processor<K, V, L, W> processor = wrapped.get();
                return processor.getClass().getName().startsWith(OURS)
                        ? new Traced<>(name, processor, traces)
                        : processor;
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return wrapped.stores();
            }
        };
    }

    @Override
    public <K, V, W> WrappedFixedKeyProcessorSupplier<K, V, W> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<K, V, W> wrapped) {
        return ProcessorWrapper.asWrappedFixedKey(wrapped);
    }

    private static final class Traced<K, V, L, W> implements Processor<K, V, L, W> {

        private final String name;
        private final Processor<K, V, L, W> processor;
        private final Traces traces;
        private ProcessorContext<L, W> context;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        Traced(String name, Processor<K, V, L, W> processor, Traces traces) {
            this.name = name;
            this.processor = processor;
            this.traces = traces;
        }

        @Override
        public void init(ProcessorContext<L, W> given) {
            this.context = given;
            processor.init(given);
        }

        @Override
        public void process(Record<K, V> record) {
            traces.follow(
                    name,
                    record.headers(),
                    span -> describe(span, record.headers()),
                    headers -> processor.process(record.withHeaders(headers)));
        }

        @Override
        public void close() {
            processor.close();
        }

        /** In the words of OpenTelemetry's conventions for messaging, where there is one. */
        private void describe(Span span, Headers headers) {
            span.tag("messaging.system", "kafka").tag("messaging.operation.type", "process");
            context.recordMetadata().ifPresent(place -> tell(span, place, headers));
        }

        private static void tell(Span span, RecordMetadata place, Headers headers) {
            String id = EventStamp.eventIdIn(place.topic(), headers);
            if (id != null) {
                span.tag("cloudevents.event_id", id);
            }
            span.tag("messaging.destination.name", place.topic())
                    .tag("messaging.destination.partition.id", place.partition())
                    .tag("messaging.kafka.offset", place.offset());
        }
    }
}
