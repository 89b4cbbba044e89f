package zhuji.wire.failures;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.EventHeaders;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.input.SecrecyMarks;
import zhuji.wire.EventStamp;

/**
 * Sets a record that could not be processed aside on {@code <topic>.<reader>.dlt}, unchanged, with the cause in headers, in the same
 * transaction; the others go on. What a retry may mend (the registry or the broker is away) is not set aside: the task stops and is
 * taken up again. An unreadable record that may be marked is kept without its value.
 */
public final class DeadLetters
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {

    /** The setting that holds the service whose letters they are, where the application has another name. */
    public static final String SERVICE = "zhuji.service";

    /** The setting that holds a {@link LetterListener}. */
    public static final String ON_LETTER = "zhuji.on.letter";

    /** Class of the failure; never its message, which may quote the record. */
    public static final String CAUSE = "zhuji_dlt_cause";

    /** {@code topic/partition/offset} of the record. */
    public static final String ORIGIN = "zhuji_dlt_origin";

    /** Present when the value was withheld because it may be marked. */
    public static final String WITHHELD = "zhuji_dlt_withheld";

    /** On a record that was put into its topic again: {@code topic/partition/offset} of the letter it was taken from. */
    public static final String REPLAYED_FROM = "zhuji_replayed_from";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final String INTERNAL = "-repartition";

    /** The registry's own codes for what it does not have: subject, version, schema. */
    private static final Set<Integer> UNKNOWN = Set.of(40401, 40402, 40403);

    private static final List<String> OURS = List.of(
            EventHeaders.ID,
            EventHeaders.TYPE,
            EventHeaders.SOURCE,
            EventHeaders.TIME,
            EventHeaders.SPEC_VERSION,
            EventHeaders.TRACE_PARENT,
            EventHeaders.CONTENT_TYPE,
            "zhuji_replayed_from");

    /** Headers of a record that a letter keeps, and its key, together at most, bytes. */
    private static final int MOST_KEPT = 32 * 1024;

    private String application = "";
    private String reader = "";
    private LetterListener onLetter = topic -> {};
    private Quarantine quarantine = Quarantine.in(Map.of());

    /** Is told of each record that is set aside. */
    @FunctionalInterface
    public interface LetterListener {

        /**
         * A record was set aside.
         *
         * @param topic where it was read from
         */
        void letter(String topic);
    }

    /**
     * Thrown by a processor that has dealt with a failure itself, and has kept what it needs to go on: only the letter is to be written. Its
     * cause is the failure.
     */
    public static final class SetAside extends RuntimeException {

        private final @Nullable String topic;
        private final @Nullable String key;

        private SetAside(@Nullable String topic, @Nullable String key, RuntimeException failure) {
            super(failure);
            this.topic = topic;
            this.key = key;
        }

        /** The letter is the record that is being processed. */
        public static SetAside theRecord(RuntimeException failure) {
            return new SetAside(null, null, failure);
        }

        /**
         * No record caused the failure, a timer did: the letter has the key of what failed, and no value.
         *
         * @param topic the topic whose dead letters it goes to
         */
        public static SetAside noRecord(String topic, String key, RuntimeException failure) {
            return new SetAside(topic, key, failure);
        }
    }

    @Override
    public void configure(Map<String, ?> settings) {
        Object service = settings.get(SERVICE);
        this.quarantine = Quarantine.in(settings);
        this.onLetter = settings.get(ON_LETTER) instanceof LetterListener told ? told : topic -> {};
        this.application = String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG));
        this.reader = service == null ? application : String.valueOf(service);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        if (mayBeMendedByRetrying(failure)) {
            quarantine.failed(new Place(context.topic(), context.partition(), context.offset()));
            return DeserializationExceptionHandler.Response.fail();
        }
        Topic topic = Topics.named(context.topic());
        if (topic != null && !topic.readers().contains(reader)) {
            // A global table has no producer to write a letter with; the record stays where it is, on a topic kept for
            // good.
            log.atError()
                    .addKeyValue("topic", context.topic())
                    .addKeyValue("offset", context.offset())
                    .log("a record of a table cannot be read and is passed over");
            return DeserializationExceptionHandler.Response.resume();
        }
        return DeserializationExceptionHandler.Response.resume(
                List.of(letter(context, record.key(), record.value(), failure)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception failure) {
        if (failure instanceof SetAside setAside) {
            return ProcessingExceptionHandler.Response.resume(List.of(letter(context, setAside)));
        }
        if (mayBeMendedByRetrying(failure)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        if (isUnwritable(failure) && !quarantine.isJudged(failure)) {
            quarantine.unwritable(new Place(context.topic(), context.partition(), context.offset()), failure);
        }
        return record == null || isOfWriting(failure)
                ? ProcessingExceptionHandler.Response.fail()
                : ProcessingExceptionHandler.Response.resume(
                        List.of(letter(context, context.sourceRawKey(), context.sourceRawValue(), failure)));
    }

    /**
     * Nothing is written past what cannot be: the transaction is given up, and the record that caused it is set aside when it is read again. What
     * the broker asks to be tried again is.
     */
    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        if (isForGood(failure)) {
            unwritable(context, record, failure);
            return ProductionExceptionHandler.Response.fail();
        }
        return failure instanceof RetriableException
                ? ProductionExceptionHandler.Response.retry()
                : ProductionExceptionHandler.Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kafka Streams declares it
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        if (!mayBeMendedByRetrying(failure)) {
            unwritable(context, record, failure);
        }
        return ProductionExceptionHandler.Response.fail();
    }

    private void unwritable(ErrorHandlerContext context, ProducerRecord<?, ?> record, Exception failure) {
        log.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("cause", rootOf(failure).getClass().getName())
                .log("what a record causes cannot be written; the record is set aside when it is read again");
        quarantine.judged(failure);
        if (context.topic() != null) {
            quarantine.unwritable(new Place(context.topic(), context.partition(), context.offset()), failure);
        } else if (record.key() != null) {
            quarantine.unwritableOfTimer(text(record.key()), failure);
        }
    }

    private static String text(Object key) {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(key);
    }

    /** Whether a failure means that something can never be written, rather than that a disk is full or a server away. */
    static boolean isUnwritable(Throwable failure) {
        return isOfWriting(failure)
                && !mayBeMendedByRetrying(failure)
                && !hasCause(failure, List.of(ProcessorStateException.class));
    }

    /** Too large, or for a topic or partition that does not exist: the next attempt comes to the same. */
    private static boolean isForGood(Throwable failure) {
        return hasCause(
                failure,
                List.of(
                        RecordTooLargeException.class,
                        RecordBatchTooLargeException.class,
                        InvalidTopicException.class,
                        UnknownTopicOrPartitionException.class,
                        InvalidRecordException.class,
                        SerializationException.class));
    }

    /** Only the network, and who may use it, heals by itself: what cannot be decoded today cannot be tomorrow. */
    public static boolean mayBeMendedByRetrying(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException refused) {
                return !isUnknown(refused);
            }
        }
        return hasCause(
                failure,
                List.of(
                        SocketException.class,
                        SocketTimeoutException.class,
                        UnknownHostException.class,
                        SSLException.class,
                        RetriableException.class,
                        AuthenticationException.class,
                        AuthorizationException.class));
    }

    /**
     * Whether the registry itself says that it has no such schema, version or subject. Whatever else answers 404, or anything else, is a gateway
     * or a registry that is not well, and says nothing about the record.
     */
    private static boolean isUnknown(RestClientException refused) {
        return UNKNOWN.contains(refused.getErrorCode());
    }

    /**
     * An event that cannot be written (its schema is not registered, it is too large), or state that cannot (the disk is full): half of what its
     * record caused may be under way, and the transaction is given up.
     */
    private static boolean isOfWriting(Throwable failure) {
        return hasCause(
                failure, List.of(SerializationException.class, RestClientException.class, StreamsException.class));
    }

    private static boolean hasCause(Throwable failure, List<Class<? extends Throwable>> kinds) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable seen = cause;
            if (kinds.stream().anyMatch(kind -> kind.isInstance(seen))) {
                return true;
            }
        }
        return false;
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context, byte @Nullable [] key, byte @Nullable [] value, Exception failure) {
        String origin = context.topic() + "/" + context.partition() + "/" + context.offset();
        var line = log.atError()
                .addKeyValue("origin", origin)
                .addKeyValue("cause", failure.getClass().getName());
        String event = EventStamp.eventIdIn(context.topic(), context.headers());
        if (event != null) {
            line = line.addKeyValue("eventId", event);
        }
        String trace = EventStamp.traceIdIn(context.headers());
        if (trace != null) {
            line = line.addKeyValue("traceId", trace);
        }
        line.log("a record could not be processed and is set aside as a dead letter");
        var headers = kept(context.headers(), key);
        put(
                headers,
                CAUSE,
                failure instanceof SetAside aside
                        ? causeOf(aside)
                        : rootOf(failure).getClass().getName());
        put(headers, ORIGIN, origin);
        onLetter.letter(originalOf(context.topic()));
        boolean withheld = isToBeWithheld(context, value);
        if (withheld) {
            put(headers, WITHHELD, "may hold a secrecy marking");
        }
        return new ProducerRecord<>(
                deadLettersOf(context.topic()),
                context.partition(),
                key != null && key.length > MOST_KEPT ? null : key,
                withheld ? null : value,
                headers);
    }

    private static String causeOf(SetAside aside) {
        Throwable root = rootOf(aside);
        return root instanceof Unwritable unwritable
                ? unwritable.failure()
                : root.getClass().getName();
    }

    /** Of a submission nothing is kept: it stands on its topic, from where it can be erased. */
    private boolean isToBeWithheld(ErrorHandlerContext context, byte @Nullable [] value) {
        return originalOf(context.topic()).equals(Topics.REPORT_SUBMITTED) || SecrecyMarks.maybeIn(value);
    }

    /** All headers of a record where they are few; else ours alone, so that the letter of the largest record can be written. */
    private static RecordHeaders kept(Headers headers, byte @Nullable [] key) {
        int size = key == null ? 0 : key.length;
        for (Header header : headers) {
            size += header.key().length() * 3 + (header.value() == null ? 0 : header.value().length);
        }
        if (size <= MOST_KEPT) {
            return new RecordHeaders(headers.toArray());
        }
        var ours = new RecordHeaders();
        for (String name : OURS) {
            Header header = headers.lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= MOST_KEPT / OURS.size() / 2) {
                ours.add(header);
            }
        }
        return ours;
    }

    private ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context, SetAside failure) {
        if (failure.topic == null || failure.key == null) {
            return letter(context, context.sourceRawKey(), context.sourceRawValue(), failure);
        }
        var headers = new RecordHeaders();
        put(headers, CAUSE, rootOf(failure).getClass().getName());
        put(headers, ORIGIN, "timer");
        onLetter.letter(failure.topic);
        byte[] key = failure.key.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(deadLettersOf(failure.topic), null, key, null, headers);
    }

    /** Internal topics are named {@code <application>-<topic>-repartition}, so that their letters go where the topic's go. */
    private String originalOf(String topicName) {
        return topicName.endsWith(INTERNAL)
                ? topicName.substring(application.length() + 1, topicName.length() - INTERNAL.length())
                : topicName;
    }

    private String deadLettersOf(String topicName) {
        String name = originalOf(topicName);
        Topic topic = Topics.named(name);
        return topic == null ? name + "." + reader + ".dlt" : topic.deadLettersOf(reader);
    }

    /** What lies at the bottom of a failure. */
    public static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
