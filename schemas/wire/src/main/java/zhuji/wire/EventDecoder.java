package zhuji.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.Submission;
import zhuji.events.Topics;

/** Reads events by the number of their schema, wherever the schemas come from. Safe for several threads. */
public final class EventDecoder {

    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final String EVENTS = Submission.class.getPackageName();
    private static final String UNREAD = "unread_";

    /** What people wrote. All of them have a default, which stands where they are not read. */
    private static final List<String> TEXTS = List.of("author", "signer", "title", "body", "place", "measuresTaken");

    private static final ThreadLocal<@Nullable BinaryDecoder> DECODERS = new ThreadLocal<>();

    static {
        trustOurOwnRecords();
    }

    private final IntFunction<Schema> schemas;
    private final UnaryOperator<Schema> written;
    private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    private EventDecoder(IntFunction<Schema> schemas, UnaryOperator<Schema> written) {
        this.schemas = schemas;
        this.written = written;
    }

    /**
     * Reads all there is.
     *
     * @param schemas the schema of a number; may throw {@link SerializationException} when there is none
     */
    public static EventDecoder ofAll(IntFunction<Schema> schemas) {
        return new EventDecoder(schemas, UnaryOperator.identity());
    }

    /**
     * Passes over what people wrote: author, signer, title and body of a submission, place and measures of an incident. Faster, and who has no
     * business with a text never has it in memory.
     *
     * @param schemas the schema of a number; may throw {@link SerializationException} when there is none
     */
    public static EventDecoder withoutTexts(IntFunction<Schema> schemas) {
        return new EventDecoder(schemas, EventDecoder::withoutTexts);
    }

    /** Whether bytes are framed as an event is: a zero, the schema's number, the event. */
    public static boolean isFramed(byte @Nullable [] bytes) {
        return bytes != null && bytes.length >= HEADER && bytes[0] == MAGIC;
    }

    /** The number of the schema of framed bytes. */
    public static int schemaOf(byte[] framed) {
        return ByteBuffer.wrap(framed).getInt(1);
    }

    /**
     * Reads an event.
     *
     * @throws SerializationException when the bytes are no event of ours
     */
    public SpecificRecord decode(byte[] bytes) {
        if (!isFramed(bytes)) {
            throw new SerializationException("these bytes are not framed as an event");
        }
        DatumReader<SpecificRecord> reader = readers.computeIfAbsent(schemaOf(bytes), this::reader);
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, DECODERS.get());
            DECODERS.set(decoder);
            return reader.read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException unreadable) {
            throw new SerializationException("a record that its schema cannot read", unreadable);
        }
    }

    /**
     * Reads records of schemas it has seen without asking Confluent's cache for each of them, whose locks and bookkeeping take longer than the
     * reading (deploy/bench/README.md). The first record of a schema goes through Confluent's deserializer, and so does whatever is odd: what
     * that refuses is refused.
     */
    Deserializer<Object> after(Deserializer<Object> confluent) {
        Set<Integer> known = ConcurrentHashMap.newKeySet();
        return (topic, bytes) -> {
            if (isFramed(bytes) && known.contains(schemaOf(bytes))) {
                return decode(bytes);
            }
            Object read = confluent.deserialize(topic, bytes);
            if (read instanceof SpecificRecord) {
                known.add(schemaOf(bytes));
            }
            return read;
        };
    }

    private DatumReader<SpecificRecord> reader(int number) {
        Schema schema = schemas.apply(number);
        Class<?> type =
                EVENTS.equals(schema.getNamespace()) ? SpecificData.get().getClass(schema) : null;
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException("schema " + number + " is of no event of ours: " + schema.getFullName());
        }
        return new SpecificDatumReader<>(
                written.apply(schema), SpecificData.get().getSchema(type), SpecificData.getForClass(type));
    }

    /** A field the writer has and the reader does not is passed over; a field only the reader has gets its default. */
    private static Schema withoutTexts(Schema schema) {
        String json = schema.toString();
        for (String text : TEXTS) {
            json = json.replace("{\"name\":\"" + text + "\"", "{\"name\":\"" + UNREAD + text + "\"");
        }
        return new Schema.Parser().parse(json);
    }

    /**
     * Avro makes only classes it was told to trust, and believes lengths it reads; both are set here, before anything is read, so that a record
     * cannot name a class of its choice nor ask for two gigabytes.
     */
    public static void trustOurOwnRecords() {
        String largest = Integer.toString(Topics.LARGEST_RECORD);
        System.setProperty(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, largest);
        System.setProperty(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, largest);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, new ClassSecurityValidator.ClassSecurityPredicate() {
                    @Override
                    public boolean isTrusted(Class<?> type) {
                        return type.getName().startsWith(EVENTS + ".");
                    }

                    @Override
                    public void forbiddenClass(String type) {
                        ClassSecurityValidator.DEFAULT.forbiddenClass(type);
                    }
                }));
    }
}
