package zhuji.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import zhuji.events.EventHeaders;

/** Puts the CloudEvents and trace headers on a record. */
public final class EventStamp {

    private static final int TRACE_LENGTH = 55;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private EventStamp() {}

    /**
     * The headers of an event.
     *
     * @param id identity of the event, derived from its cause
     * @param type what it is
     * @param source the service that emits it
     * @param time when it happened
     * @param cause headers of the record that caused it; its trace goes on
     */
    public static Headers headers(
            String id, Class<? extends SpecificRecord> type, String source, Instant time, Headers cause) {
        var headers = new RecordHeaders();
        put(headers, EventHeaders.ID, id);
        put(headers, EventHeaders.TYPE, "zhuji." + type.getSimpleName());
        put(headers, EventHeaders.SOURCE, "/zhuji/" + source);
        put(headers, EventHeaders.TIME, time.toString());
        put(headers, EventHeaders.SPEC_VERSION, "1.0");
        Header trace = cause.lastHeader(EventHeaders.TRACE_PARENT);
        if (trace == null || trace.value() == null || !isTrace(trace.value())) {
            put(headers, EventHeaders.TRACE_PARENT, traceOf(id));
        } else {
            headers.add(trace);
        }
        return headers;
    }

    /** What an office sent as its trace is passed on only when it is one. */
    private static boolean isTrace(byte[] value) {
        return value.length == TRACE_LENGTH
                && TRACE.matcher(new String(value, StandardCharsets.US_ASCII)).matches();
    }

    /** A trace made from the identity, where none came along: a replay makes the same. */
    private static String traceOf(String id) {
        UUID trace = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        return "00-%016x%016x-%016x-00"
                .formatted(
                        trace.getMostSignificantBits(),
                        trace.getLeastSignificantBits(),
                        trace.getLeastSignificantBits());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
