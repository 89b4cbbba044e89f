package zhuji.events;

import org.jspecify.annotations.NullMarked;

/** Names of the headers every record carries: CloudEvents 1.0 in Kafka's binary mode, and W3C trace context. */
@NullMarked
public final class EventHeaders {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TRACE_PARENT = "traceparent";

    /** What the value is written in; CloudEvents' binary mode names it so. */
    public static final String CONTENT_TYPE = "content-type";

    /** The media type of everything that is written in Avro. */
    public static final String AVRO = "application/avro";

    /** The media type that says a submission is JSON. */
    public static final String JSON = "application/json";

    private EventHeaders() {}
}
