package zhuji.wire;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.Topic;
import zhuji.events.Topics;

/**
 * Sets a record that could not be processed aside on {@code <topic>.<reader>.dlt}, unchanged, with the cause in headers, in the same
 * transaction; the others go on. What a retry may mend (the registry or the broker is away) is not set aside: the task stops and is
 * taken up again. An unreadable record that may be marked is kept without its value.
 */
public final class DeadLetters implements DeserializationExceptionHandler, ProcessingExceptionHandler {

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

    private String application = "";
    private String reader = "";
    private LetterListener onLetter = topic -> {};

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
        this.onLetter = settings.get(ON_LETTER) instanceof LetterListener told ? told : topic -> {};
        this.application = String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG));
        this.reader = service == null ? application : String.valueOf(service);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        if (mayBeMendedByRetrying(failure)) {
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
        return record == null || mayBeMendedByRetrying(failure) || isOfWriting(failure)
                ? ProcessingExceptionHandler.Response.fail()
                : ProcessingExceptionHandler.Response.resume(
                        List.of(letter(context, context.sourceRawKey(), context.sourceRawValue(), failure)));
    }

    /** Only the network, and who may use it, heals by itself: what cannot be decoded today cannot be tomorrow. */
    public static boolean mayBeMendedByRetrying(Throwable failure) {
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
     * An event that cannot be written (its schema is not registered), or state that cannot (the disk is full), is no fault of the record that
     * caused it, and half of what it caused may be under way: the transaction is given up.
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
        var headers = new RecordHeaders(context.headers().toArray());
        put(headers, CAUSE, rootOf(failure).getClass().getName());
        put(headers, ORIGIN, origin);
        onLetter.letter(originalOf(context.topic()));
        boolean withheld = SecrecyMarks.maybeIn(value);
        if (withheld) {
            put(headers, WITHHELD, "may hold a secrecy marking");
        }
        return new ProducerRecord<>(
                deadLettersOf(context.topic()), context.partition(), key, withheld ? null : value, headers);
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
