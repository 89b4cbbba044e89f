package zhuji.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.Submission;
import zhuji.events.Topic;
import zhuji.events.Topics;

/** Writes events under the number that the registry has for their schema on a topic. Safe for several threads. */
final class EventEncoder {

    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int USUAL_SIZE = 2_048;

    /** Beyond that what was made room for is given back. */
    private static final int LARGEST_KEPT = 256 * 1024;

    private static final ThreadLocal<Buffer> BUFFERS = ThreadLocal.withInitial(Buffer::new);

    private final Map<Kind, Frame> known = new ConcurrentHashMap<>();

    /** What has one number: a type of event on a topic. */
    private record Kind(String topic, Class<?> type) {}

    /** How an event of a kind is written. */
    private record Frame(int number, DatumWriter<SpecificRecord> writer, int largest) {}

    /**
     * Writes kinds of events it has seen without asking Confluent's cache for each of them, whose locks and hashes of whole schemas take longer than
     * the writing (deploy/bench/RATIONALE.md). The first of a kind goes through Confluent's serializer: what that refuses is refused, and its number is
     * the kind's.
     */
    Serializer<@Nullable SpecificRecord> after(Serializer<Object> confluent) {
        return (topic, event) -> {
            if (event == null) {
                return null;
            }
            Kind kind = new Kind(topic, event.getClass());
            Frame frame = known.get(kind);
            if (frame != null) {
                return fitting(written(event, frame), frame.largest());
            }
            byte[] first = confluent.serialize(topic, event);
            Frame made = frame(topic, event, first);
            known.put(kind, made);
            return fitting(first, made.largest());
        };
    }

    /** Told before anything is sent: what the producer or the broker refuses costs the whole transaction. */
    private static byte[] fitting(byte[] event, int largest) {
        if (event.length > largest) {
            throw new RecordTooLargeException("an event of " + event.length + " bytes; its topic takes " + largest);
        }
        return event;
    }

    private static Frame frame(String topic, SpecificRecord event, byte[] written) {
        Topic declared = Topics.named(topic);
        return new Frame(
                EventDecoder.schemaOf(written),
                new Writer(event.getSchema(), SpecificData.getForClass(event.getClass())),
                declared == null ? Topics.LARGEST_INTERNAL : declared.largestValue());
    }

    private static byte[] written(SpecificRecord event, Frame frame) {
        Buffer buffer = BUFFERS.get();
        try {
            return buffer.write(event, frame);
        } catch (IOException | RuntimeException unwritable) {
            // Half an event may be left in it.
            BUFFERS.remove();
            throw new SerializationException("an event that its schema cannot write", unwritable);
        } catch (Error broken) {
            BUFFERS.remove();
            throw broken;
        }
    }

    /**
     * Writes what is passed on as it was read: to write a report's text anew for each of its destinations took longer than all else that routing
     * writes (deploy/bench/RATIONALE.md).
     */
    private static final class Writer extends SpecificDatumWriter<SpecificRecord> {

        /** Each event has an equal one of its own, and to compare two takes as long as to write a submission. */
        private volatile @Nullable Schema known;

        private Writer(Schema schema, SpecificData data) {
            super(schema, data);
        }

        @Override
        protected void writeRecord(Schema schema, Object datum, Encoder out) throws IOException {
            if (datum instanceof PassedSubmission passed && isOurs(schema)) {
                passed.passTo(out);
            } else {
                super.writeRecord(schema, datum, out);
            }
        }

        @SuppressWarnings("ReferenceEquality") // see above
        private boolean isOurs(Schema schema) {
            if (schema == known) {
                return true;
            }
            boolean ours = schema.equals(Submission.getClassSchema());
            if (ours) {
                known = schema;
            }
            return ours;
        }
    }

    /** Room for one event, used again for the next. */
    private static final class Buffer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        byte[] write(SpecificRecord event, Frame frame) throws IOException {
            bytes.reset();
            bytes.write(
                    ByteBuffer.allocate(HEADER)
                            .put(MAGIC)
                            .putInt(frame.number())
                            .array(),
                    0,
                    HEADER);
            frame.writer().write(event, encoder);
            encoder.flush();
            byte[] written = bytes.toByteArray();
            if (written.length > LARGEST_KEPT) {
                BUFFERS.remove();
            }
            return written;
        }
    }
}
