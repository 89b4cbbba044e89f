package zhuji.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;

/** Puts the CloudEvents and trace headers on a record. */
public final class EventStamp {

    private static final int TRACE_LENGTH = 55;
    private static final int ID_BEGINS = 3;
    private static final int ID_ENDS = 35;
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
        Header trace = traceIn(cause);
        headers.add(trace == null ? header(EventHeaders.TRACE_PARENT, traceOf(id)) : trace);
        return headers;
    }

    /**
     * The identity of an event; null of a submission, whose headers its office made, and of what has none.
     *
     * @param topic the topic it stands on
     */
    public static @Nullable String eventIdIn(String topic, Headers headers) {
        Header id = headers.lastHeader(EventHeaders.ID);
        return id == null || id.value() == null || topic.equals(Topics.REPORT_SUBMITTED)
                ? null
                : new String(id.value(), StandardCharsets.UTF_8);
    }

    /** The trace a record is part of, as 32 hexadecimal digits; null of one that says nothing of it. */
    public static @Nullable String traceIdIn(Headers headers) {
        Header trace = traceIn(headers);
        return trace == null
                ? null
                : new String(trace.value(), StandardCharsets.US_ASCII).substring(ID_BEGINS, ID_ENDS);
    }

    private static @Nullable Header traceIn(Headers headers) {
        Header trace = headers.lastHeader(EventHeaders.TRACE_PARENT);
        return trace == null || trace.value() == null || !isTrace(trace.value()) ? null : trace;
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

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(header(name, value));
    }
}
