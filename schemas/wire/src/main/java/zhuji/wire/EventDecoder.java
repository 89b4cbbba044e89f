package zhuji.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SystemLimitException;
import org.apache.avro.generic.GenericDatumReader;
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
    private static final Schema SUBMISSION = Submission.getClassSchema();
    private static final String UNREAD = "unread_";

    /** What people wrote. All of them have a default, which stands where they are not read. */
    private static final List<String> TEXTS = List.of("author", "signer", "title", "body", "place", "measuresTaken");

    /** Schemas of which readers are kept. */
    private static final int MOST_READERS = 1_000;

    /** Items of a list or map at most; the largest of ours has one for each office. */
    private static final int MOST_ITEMS = 100_000;

    private static final ThreadLocal<@Nullable BinaryDecoder> DECODERS = new ThreadLocal<>();

    static {
        trustOurOwnRecords();
    }

    private final IntFunction<Schema> schemas;
    private final BiFunction<Schema, SpecificData, Reader> reading;
    private final Map<Integer, Reader> readers = new ConcurrentHashMap<>();

    /** Reads framed bytes of one schema. */
    @FunctionalInterface
    private interface Reader {
        SpecificRecord read(byte[] framed) throws IOException;
    }

    private EventDecoder(IntFunction<Schema> schemas, BiFunction<Schema, SpecificData, Reader> reading) {
        this.schemas = schemas;
        this.reading = reading;
    }

    /**
     * Reads all there is.
     *
     * @param schemas the schema of a number; may throw {@link SerializationException} when there is none
     */
    public static EventDecoder ofAll(IntFunction<Schema> schemas) {
        return new EventDecoder(schemas, EventDecoder::plain);
    }

    /**
     * Passes over what people wrote: author, signer, title and body of a submission, place and measures of an incident. Faster, and who has no
     * business with a text never has it in memory.
     *
     * @param schemas the schema of a number; may throw {@link SerializationException} when there is none
     */
    public static EventDecoder withoutTexts(IntFunction<Schema> schemas) {
        return new EventDecoder(schemas, (written, data) -> plain(withoutTexts(written), data));
    }

    /** Reads all there is, but of a submission's texts only those that are asked for, when they are: see {@link PassedSubmission}. */
    static EventDecoder passingSubmissionsOn(IntFunction<Schema> schemas) {
        return new EventDecoder(schemas, (written, data) -> {
            Schema ours = data.getSchema(data.getClass(written));
            Schema.Field carried = ours.getField("submission");
            return carried != null && isWrittenAlike(written, ours) && isWrittenAlike(carried.schema(), SUBMISSION)
                    ? new PassingReader(ours, carried, data)
                    : plain(written, data);
        });
    }

    private static boolean isWrittenAlike(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }

    private static Reader plain(Schema written, SpecificData data) {
        DatumReader<SpecificRecord> reader =
                new SpecificDatumReader<>(written, data.getSchema(data.getClass(written)), data);
        return framed -> reader.read(null, from(framed));
    }

    /** At the event's beginning; a thread has one, used again for the next. */
    private static BinaryDecoder from(byte[] framed) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(framed, HEADER, framed.length - HEADER, DECODERS.get());
        DECODERS.set(decoder);
        return decoder;
    }

    /** A submission out of an event that was read already. */
    static Submission submission(byte[] event, int from, int to) {
        try {
            return new SpecificDatumReader<>(Submission.class)
                    .read(null, DecoderFactory.get().binaryDecoder(event, from, to - from, null));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
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
        requireFrame(bytes);
        return within(() -> {
            Reader reader = readerOf(schemaOf(bytes));
            try {
                return reader.read(bytes);
            } catch (IOException | RuntimeException unreadable) {
                // Avro has many ways to say so, and says some of them with exceptions of the JDK.
                throw new SerializationException("a record that its schema cannot read", unreadable);
            }
        });
    }

    private static void requireFrame(byte[] bytes) {
        if (!isFramed(bytes)) {
            throw new SerializationException("these bytes are not framed as an event");
        }
    }

    /** What is nested too deeply for the thread that reads it is unreadable, as any other nonsense is. */
    private static <T> T within(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StackOverflowError deep) {
            throw new SerializationException("a record that is nested too deeply to be read");
        }
    }

    private Reader readerOf(int number) {
        Reader known = readers.get(number);
        if (known != null) {
            return known;
        }
        if (readers.size() >= MOST_READERS) {
            // Whoever may register schemas may register many.
            readers.clear();
        }
        return readers.computeIfAbsent(number, this::reader);
    }

    /**
     * Reads records of schemas it has seen without asking Confluent's cache for each of them, whose locks and bookkeeping take longer than the
     * reading (deploy/bench/RATIONALE.md). The first record of a schema goes through Confluent's deserializer, and so does whatever is odd: what
     * that refuses is refused.
     */
    Deserializer<Object> after(Deserializer<Object> confluent) {
        Set<Integer> known = ConcurrentHashMap.newKeySet();
        return (topic, bytes) -> {
            if (isFramed(bytes) && known.contains(schemaOf(bytes))) {
                return decode(bytes);
            }
            return within(() -> first(confluent, topic, bytes, known));
        };
    }

    private Object first(Deserializer<Object> confluent, String topic, byte[] bytes, Set<Integer> known) {
        if (bytes != null) {
            // Confluent's own deserializer runs off the end of what is too short.
            requireFrame(bytes);
            SchemaBounds.require(schemas.apply(schemaOf(bytes)));
        }
        Object read = confluent.deserialize(topic, bytes);
        if (read instanceof SpecificRecord) {
            if (known.size() >= MOST_READERS) {
                known.clear();
            }
            known.add(schemaOf(bytes));
        }
        return read;
    }

    private Reader reader(int number) {
        Schema schema = schemas.apply(number);
        SchemaBounds.require(schema);
        // Anybody may register a schema that is a number and has no name.
        boolean ours = schema.getType() == Schema.Type.RECORD && EVENTS.equals(schema.getNamespace());
        Class<?> type = ours ? SpecificData.get().getClass(schema) : null;
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException("schema " + number + " is of no event of ours: " + schema.getFullName());
        }
        return reading.apply(schema, SpecificData.getForClass(type));
    }

    /** Reads events in our own schema that carry a submission, without its texts, and finds where it stands. */
    private static final class PassingReader implements Reader {

        private final Reader plain;
        private final List<Schema> before;
        private final Schema.Field carried;

        private PassingReader(Schema ours, Schema.Field carried, SpecificData data) {
            this.plain = plain(withoutTexts(ours), data);
            this.carried = carried;
            this.before = ours.getFields().subList(0, carried.pos()).stream()
                    .map(Schema.Field::schema)
                    .toList();
        }

        @Override
        public SpecificRecord read(byte[] framed) throws IOException {
            SpecificRecord event = plain.read(framed);
            BinaryDecoder again = from(framed);
            for (Schema field : before) {
                GenericDatumReader.skip(field, again);
            }
            int from = position(framed, again);
            GenericDatumReader.skip(carried.schema(), again);
            var read = (Submission) event.get(carried.pos());
            event.put(carried.pos(), new PassedSubmission(read, framed, from, position(framed, again)));
            return event;
        }

        private static int position(byte[] framed, BinaryDecoder decoder) throws IOException {
            return framed.length - decoder.inputStream().available();
        }
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
        System.setProperty(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, Integer.toString(MOST_ITEMS));
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
