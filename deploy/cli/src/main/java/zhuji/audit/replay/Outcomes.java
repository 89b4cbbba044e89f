package zhuji.audit.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.LogRecord;
import zhuji.audit.replay.Sides.Ground;
import zhuji.audit.replay.Sides.Sheet;
import zhuji.audit.replay.Sides.Side;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.ScoreEntry;
import zhuji.events.Source;
import zhuji.events.Topic;
import zhuji.wire.EventDecoder;

/** Makes of each record what is compared of it. */
final class Outcomes {

    /** Ends the identity of an entry that was entered again. */
    private static final Pattern AGAIN = Pattern.compile("~\\d+$");

    private final EventDecoder decoder;
    private final Submitted submitted;
    private final Changes changes;
    private final @Nullable Instant from;
    private final Instant until;
    private final Sides sides;
    private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();

    /**
     * @param from what is older is not compared; null for the beginning
     * @param until nor is what came then or later
     */
    Outcomes(
            EventDecoder decoder,
            Submitted submitted,
            Changes changes,
            @Nullable Instant from,
            Instant until,
            Sides sides) {
        this.decoder = decoder;
        this.submitted = submitted;
        this.changes = changes;
        this.from = from;
        this.until = until;
        this.sides = sides;
    }

    void take(Side side, Topic topic, LogRecord record) {
        byte[] value = record.value();
        if (value == null || !(topic.isCompacted() || isAskedFor(record.at()))) {
            return;
        }
        SpecificRecord event = readable(decoder, record);
        if (event == null) {
            sides.add(
                    digest(record.place().toString().getBytes(StandardCharsets.UTF_8)),
                    sheet(side, topic, record, digest(value), Ground.FIRM));
            return;
        }
        if (submitted.isGone(event)) {
            return;
        }
        boolean gone = submitted.mayRestOnGone(event);
        if (gone) {
            withoutChain(event);
        }
        Ground ground = changes.since(event, record.at()) ? Ground.CHANGED : gone ? Ground.GONE : placed(record, event);
        boolean takenBack = event instanceof ScoreEntry entry && entry.getReverses() != null;
        if (event instanceof ScoreEntry entry) {
            entry.put(entry.getSchema().getField("eventId").pos(), pointOf(entry.getEventId()));
        }
        sides.add(
                digest(identity(topic, record, event).getBytes(StandardCharsets.UTF_8)),
                sheet(side, topic, record, takenBack ? null : what(topic, record, event), ground));
    }

    /** The event of a record; null where there is none, or nobody can read it. */
    static @Nullable SpecificRecord readable(EventDecoder decoder, LogRecord record) {
        byte[] value = record.value();
        try {
            return value == null ? null : decoder.decode(value);
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    /** An outcome stands on the partition of its office, as the submission should. */
    private static Ground placed(LogRecord record, SpecificRecord event) {
        Source source = Submitted.sourceOf(event);
        if (source == null || source.getPartition() == record.place().partition()) {
            return Ground.FIRM;
        }
        if (event instanceof ReportDuplicated) {
            return Ground.RESENT_ELSEWHERE;
        }
        return event instanceof ReportRejected rejected && rejected.getRegistered()
                ? Ground.REFUSED_ELSEWHERE
                : Ground.FIRM;
    }

    private boolean isAskedFor(Instant at) {
        return at.isBefore(until) && (from == null || !at.isBefore(from));
    }

    private static Sheet sheet(Side side, Topic topic, LogRecord record, @Nullable Digest what, Ground ground) {
        return new Sheet(
                side, topic.name(), record.place().partition(), record.place().offset(), what, ground);
    }

    /**
     * Of what replaces what was under its key, the key is the identity; of an outcome the submission, which has but one; of what takes an entry
     * back, that entry.
     */
    private static String identity(Topic topic, LogRecord record, SpecificRecord event) {
        byte[] key = record.key();
        if (topic.isCompacted() && key != null) {
            return topic.name() + "/" + new String(key, StandardCharsets.UTF_8);
        }
        Source source = Submitted.sourceOf(event);
        if (source != null) {
            return source.getTopic() + "/" + source.getPartition() + "/" + source.getOffset();
        }
        String reversed = event instanceof ScoreEntry entry ? entry.getReverses() : null;
        String id = reversed == null ? idOf(event) : reversed;
        return topic.name() + "/" + (event instanceof ScoreEntry ? pointOf(id) : id);
    }

    /** How often a point was taken back and entered again depends on the order in which facts came; that it stands does not. */
    private static String pointOf(String entryId) {
        return AGAIN.matcher(entryId).replaceFirst("");
    }

    static String idOf(SpecificRecord event) {
        Schema.Field id = event.getSchema().getField("eventId");
        return id == null ? "" : String.valueOf(event.get(id.pos()));
    }

    private static void withoutChain(SpecificRecord event) {
        Schema.Field previous = event.getSchema().getField("previousDigest");
        if (previous != null) {
            event.put(previous.pos(), null);
        }
    }

    /** Partition, key and the event as this version writes it, whatever version of the schema it was written with. */
    private Digest what(Topic topic, LogRecord record, SpecificRecord event) {
        var bytes = new ByteArrayOutputStream();
        byte[] key = record.key();
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(record.place().partition())
                .array());
        bytes.writeBytes(key == null ? new byte[0] : key);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writers.computeIfAbsent(
                            event.getSchema(),
                            schema -> new SpecificDatumWriter<>(schema, SpecificData.getForClass(event.getClass())))
                    .write(event, encoder);
        } catch (IOException impossible) {
            throw new UncheckedIOException(topic.name() + " holds an event that cannot be written", impossible);
        }
        return digest(bytes.toByteArray());
    }

    private static Digest digest(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
