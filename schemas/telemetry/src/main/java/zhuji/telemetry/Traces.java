package zhuji.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import zhuji.wire.EventStamp;

/**
 * Follows what a record causes, from the submission to the last notice: a span for each handling, whose trace goes on in the headers of what
 * it makes. Spans hold places and identities, never what a record says.
 */
public final class Traces {

    /** Follows nothing, and leaves headers as they are. */
    public static final Traces NONE = new Traces(Tracer.NOOP, Propagator.NOOP);

    private final Tracer tracer;
    private final Propagator propagator;

    public Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /**
     * Does work within a span of its own.
     *
     * @param name what is done; one of few
     * @param cause headers of the record that causes it
     * @param described puts on the span what tells one handling from another; not asked of those that are not sampled
     * @param work is given the headers its effects are to carry on from
     */
    public void follow(String name, Headers cause, Consumer<Span> described, Consumer<Headers> work) {
        // What is not sampled where it began is sampled nowhere: a span would be made for nothing.
        // What is no trace at all may be the beginning of one.
        if (tracer.equals(Tracer.NOOP) || EventStamp.isUnsampled(cause)) {
            work.accept(cause);
            return;
        }
        Span span = propagator
                .extract(cause, Traces::valueOf)
                .name(name)
                .kind(Span.Kind.CONSUMER)
                .start();
        if (span.isNoop()) {
            // Not sampled here, where it begins. What it causes is told so, and nothing else is to be told.
            work.accept(carrying(span, cause));
            return;
        }
        described.accept(span);
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            work.accept(carrying(span, cause));
        } catch (RuntimeException failed) {
            // Its message may quote what the record says.
            span.tag("error.type", failed.getClass().getName());
            throw failed;
        } finally {
            scope.close();
            span.end();
        }
    }

    /** Headers with the trace of what is being done now; empty when nothing is followed. */
    public Headers current() {
        Span span = tracer.currentSpan();
        return span == null ? new RecordHeaders() : carrying(span, new RecordHeaders());
    }

    private Headers carrying(Span span, Headers before) {
        var headers = new RecordHeaders(before);
        propagator.inject(span.context(), headers, Traces::put);
        return headers;
    }

    private static @Nullable String valueOf(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static void put(@Nullable Headers headers, String name, String value) {
        if (headers != null) {
            headers.remove(name).add(name, value.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
