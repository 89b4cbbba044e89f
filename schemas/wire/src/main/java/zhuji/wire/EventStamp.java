package zhuji.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import zhuji.events.EventHeaders;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.input.Texts;

/** Puts the CloudEvents and trace headers on a record. */
public final class EventStamp {

    private static final int ID_BEGINS = 3;
    private static final int ID_ENDS = 35;
    private static final byte[] SHAPE =
            "00-00000000000000000000000000000000-0000000000000000-00".getBytes(StandardCharsets.US_ASCII);

    private static final int SAMPLED = 1;

    /** Bytes of an identity that is shown in logs and traces; others than services write on some topics. */
    private static final int LONGEST_ID = 500;

    private static final HexFormat HEXADECIMAL = HexFormat.of();

    private static final Header CONTENT_TYPE = header(EventHeaders.CONTENT_TYPE, EventHeaders.AVRO);
    private static final Header SPEC_VERSION = header(EventHeaders.SPEC_VERSION, "1.0");

    /** Types are few, and their names the same each time. */
    private static final ClassValue<Header> TYPES = new ClassValue<>() {
        @Override
        protected Header computeValue(Class<?> type) {
            return header(EventHeaders.TYPE, "zhuji." + type.getSimpleName());
        }
    };

    /** So are sources. */
    private static final Map<String, Header> SOURCES = new ConcurrentHashMap<>();

    /** The broker gives all that it takes at once the same time: the next event mostly happened when this one did. */
    private static volatile Moment latest = Moment.of(Instant.EPOCH);

    private final Header source;
    private final Header time;
    private final @Nullable Header trace;

    /** A time, and how it is written. */
    private record Moment(Instant time, Header header) {

        private static Moment of(Instant time) {
            return new Moment(time, EventStamp.header(EventHeaders.TIME, time.toString()));
        }
    }

    private EventStamp(Header source, Header time, @Nullable Header trace) {
        this.source = source;
        this.time = time;
        this.trace = trace;
    }

    /**
     * What all events have in common that one cause has.
     *
     * @param source the service that emits them
     * @param time when they happened
     * @param cause headers of the record that caused them; its trace goes on
     */
    public static EventStamp of(String source, Instant time, Headers cause) {
        return new EventStamp(
                SOURCES.computeIfAbsent(source, service -> header(EventHeaders.SOURCE, "/zhuji/" + service)),
                headerOf(time),
                traceIn(cause));
    }

    private static Header headerOf(Instant time) {
        Moment moment = latest;
        if (!moment.time().equals(time)) {
            moment = Moment.of(time);
            latest = moment;
        }
        return moment.header();
    }

    /**
     * The headers of one of them, which is in Avro.
     *
     * @param id identity of the event, derived from its cause
     * @param type what it is
     */
    public Headers headers(String id, Class<? extends SpecificRecord> type) {
        // Who reads looks from the last to the first, and offices and the watch over copies look for the identity
        // alone.
        return new RecordHeaders(new Header[] {
            TYPES.get(type),
            source,
            time,
            SPEC_VERSION,
            CONTENT_TYPE,
            trace == null ? header(EventHeaders.TRACE_PARENT, traceOf(id)) : trace,
            header(EventHeaders.ID, id)
        });
    }

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
        return of(source, time, cause).headers(id, type);
    }

    /**
     * The headers of a submission in JSON that is put in for an office.
     *
     * @param id its identity
     * @param source who puts it in
     * @param time when
     * @param cause headers whose trace goes on
     */
    public static Headers ofSubmission(String id, String source, Instant time, Headers cause) {
        Headers headers = headers(id, Submission.class, source, time, cause);
        headers.remove(EventHeaders.CONTENT_TYPE);
        return headers.add(header(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
    }

    /**
     * The identity of an event; null of a submission, whose headers its office made, and of what has none that can be shown.
     *
     * @param topic the topic it stands on
     */
    public static @Nullable String eventIdIn(String topic, Headers headers) {
        Header id = headers.lastHeader(EventHeaders.ID);
        if (id == null
                || id.value() == null
                || id.value().length > LONGEST_ID
                || topic.equals(Topics.REPORT_SUBMITTED)) {
            return null;
        }
        String said = new String(id.value(), StandardCharsets.UTF_8);
        return Texts.shown(said, LONGEST_ID).equals(said) && !Texts.hasReplacement(said) ? said : null;
    }

    /** The trace a record is part of, as 32 hexadecimal digits; null of one that says nothing of it. */
    public static @Nullable String traceIdIn(Headers headers) {
        Header trace = traceIn(headers);
        return trace == null
                ? null
                : new String(trace.value(), StandardCharsets.US_ASCII).substring(ID_BEGINS, ID_ENDS);
    }

    /** Whether a record is part of a trace that is followed nowhere, for it was not sampled where it began. */
    public static boolean isUnsampled(Headers headers) {
        Header trace = traceIn(headers);
        return trace != null && (HexFormat.fromHexDigit(trace.value()[SHAPE.length - 1]) & SAMPLED) == 0;
    }

    private static @Nullable Header traceIn(Headers headers) {
        Header trace = headers.lastHeader(EventHeaders.TRACE_PARENT);
        return trace == null || trace.value() == null || !isTrace(trace.value()) ? null : trace;
    }

    /** What an office sent as its trace is passed on only when it is one. Asked several times of each record: a pattern takes too long. */
    private static boolean isTrace(byte[] value) {
        if (value.length != SHAPE.length) {
            return false;
        }
        for (int place = 0; place < SHAPE.length; place++) {
            if (SHAPE[place] == '-' ? value[place] != '-' : !isLowerHexadecimal(value[place])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerHexadecimal(byte digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    }

    /** A trace made from the identity, where none came along: a replay makes the same. */
    private static String traceOf(String id) {
        UUID trace = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        String span = HEXADECIMAL.toHexDigits(trace.getLeastSignificantBits());
        return "00-" + HEXADECIMAL.toHexDigits(trace.getMostSignificantBits()) + span + "-" + span + "-00";
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
