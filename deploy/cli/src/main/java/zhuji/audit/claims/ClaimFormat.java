package zhuji.audit.claims;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Place;
import zhuji.events.Category;
import zhuji.events.Form;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** Claims as bytes, for the time an audit takes. */
final class ClaimFormat {

    private static final byte SENT = 1;
    private static final byte ANSWERED = 2;
    private static final byte LINKED = 3;
    private static final byte FILED = 4;
    private static final byte ROUTED = 5;
    private static final byte COPIED = 6;
    private static final byte REFUSED = 7;
    private static final byte TOLD = 8;
    private static final byte COUNTED = 9;
    private static final byte CITED = 10;
    private static final byte PRESENT = 11;
    private static final byte KEPT = 12;
    private static final byte SIGNED = 13;
    private static final byte REPORTED = 14;

    private static final List<String> TOPICS =
            Topics.withDeadLetters().stream().map(Topic::name).toList();
    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private static final List<Class<? extends SpecificRecord>> EVENTS = Topics.ALL.stream()
            .flatMap(topic -> topic.payloads().stream())
            .distinct()
            .toList();

    static {
        EventDecoder.trustOurOwnRecords();
        TOPICS.forEach(topic -> NUMBERS.put(topic, NUMBERS.size()));
    }

    private ClaimFormat() {}

    static byte[] bytes(Claim claim) {
        var bytes = new ByteArrayOutputStream(96);
        try {
            write(claim, new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be written to", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Claim claim, DataOutputStream out) throws IOException {
        switch (claim) {
            case Claim.Sent sent -> {
                begin(SENT, sent, out);
                write(sent.at(), out);
                sent.digest().write(out);
            }
            case Claim.Answered answered -> {
                begin(ANSWERED, answered, out);
                write(answered.source(), out);
                answered.digest().write(out);
                out.writeBoolean(answered.marked());
            }
            case Claim.Linked linked -> {
                begin(LINKED, linked, out);
                write(linked.sender(), out);
                write(linked.source(), out);
                linked.digest().write(out);
                out.writeBoolean(linked.previous() != null);
                if (linked.previous() != null) {
                    linked.previous().write(out);
                }
            }
            case Claim.Filed filed -> {
                begin(FILED, filed, out);
                write(filed.reportId(), out);
                write(filed.office(), out);
                write(filed.facts(), out);
                filed.digest().write(out);
            }
            case Claim.Routed routed -> {
                begin(ROUTED, routed, out);
                write(routed.reportId(), out);
                write(routed.office(), out);
                write(routed.rule(), out);
                out.writeShort(routed.destinations().size());
                for (String destination : routed.destinations()) {
                    write(destination, out);
                }
                write(routed.at(), out);
            }
            case Claim.Copied copied -> {
                begin(COPIED, copied, out);
                write(copied.reportId(), out);
                write(copied.office(), out);
                copied.digest().write(out);
            }
            case Claim.Refused refused -> {
                begin(REFUSED, refused, out);
                write(refused.office(), out);
                write(refused.eventId(), out);
                write(refused.at(), out);
            }
            case Claim.Told told -> {
                begin(TOLD, told, out);
                write(told.about(), out);
                write(told.at(), out);
                write(told.event(), out);
            }
            case Claim.Reported reported -> {
                begin(REPORTED, reported, out);
                write(reported.incidentId(), out);
                write(reported.reportId(), out);
                write(reported.receivedAt(), out);
            }
            case Claim.Counted counted -> {
                begin(COUNTED, counted, out);
                write(counted.office(), out);
                out.writeInt(counted.year());
                write(counted.what(), out);
                write(counted.at(), out);
            }
            case Claim.Cited cited -> {
                begin(CITED, cited, out);
                write(cited.source(), out);
                write(cited.id(), out);
            }
            case Claim.Present present -> {
                begin(PRESENT, present, out);
                write(present.id(), out);
            }
            case Claim.Signed signed -> {
                begin(SIGNED, signed, out);
                write(signed.sender(), out);
                write(signed.source(), out);
                signed.running().write(out);
            }
            case Claim.Kept kept -> {
                begin(KEPT, kept, out);
                kept.digest().write(out);
                out.writeBoolean(kept.marked());
            }
        }
    }

    /** The next claim; null at the end. */
    static @Nullable Claim read(DataInputStream in) throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        Place place = place(in);
        return switch ((byte) kind) {
            case SENT -> new Claim.Sent(place, instant(in), Digest.read(in));
            case ANSWERED -> new Claim.Answered(place, place(in), Digest.read(in), in.readBoolean());
            case LINKED -> new Claim.Linked(place, text(in), place(in), Digest.read(in), digestOrNull(in));
            case FILED -> new Claim.Filed(place, text(in), text(in), filing(in), Digest.read(in));
            case ROUTED -> new Claim.Routed(place, text(in), text(in), text(in), texts(in), instant(in));
            case COPIED -> new Claim.Copied(place, text(in), text(in), Digest.read(in));
            case REFUSED -> new Claim.Refused(place, text(in), text(in), instant(in));
            case TOLD -> new Claim.Told(place, text(in), instant(in), event(in));
            case REPORTED -> new Claim.Reported(place, text(in), text(in), instant(in));
            case COUNTED -> new Claim.Counted(place, text(in), in.readInt(), text(in), instant(in));
            case CITED -> new Claim.Cited(place, place(in), text(in));
            case PRESENT -> new Claim.Present(place, text(in));
            case SIGNED -> new Claim.Signed(place, text(in), place(in), Digest.read(in));
            case KEPT -> new Claim.Kept(place, Digest.read(in), in.readBoolean());
            default -> throw new EOFException("no claim begins with " + kind);
        };
    }

    private static void begin(byte kind, Claim claim, DataOutputStream out) throws IOException {
        out.write(kind);
        write(claim.place(), out);
    }

    private static void write(Place place, DataOutputStream out) throws IOException {
        Integer number = NUMBERS.get(place.topic());
        out.writeShort(number == null ? -1 : number);
        if (number == null) {
            write(place.topic(), out);
        }
        out.writeInt(place.partition());
        out.writeLong(place.offset());
    }

    private static Place place(DataInputStream in) throws IOException {
        int number = in.readShort();
        return new Place(number < 0 ? text(in) : TOPICS.get(number), in.readInt(), in.readLong());
    }

    /** However long: an identity is what others wrote. */
    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void write(Instant instant, DataOutputStream out) throws IOException {
        out.writeLong(instant.toEpochMilli());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }

    private static @Nullable Digest digestOrNull(DataInputStream in) throws IOException {
        return in.readBoolean() ? Digest.read(in) : null;
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int size = in.readShort();
        List<String> texts = new ArrayList<>(size);
        for (int number = 0; number < size; number++) {
            texts.add(text(in));
        }
        return texts;
    }

    private static void write(Filing facts, DataOutputStream out) throws IOException {
        write(facts.eventId(), out);
        out.writeBoolean(facts.actual());
        write(facts.category().name(), out);
        write(facts.form().name(), out);
        out.writeBoolean(facts.relay());
        write(facts.submittedAt(), out);
        write(facts.receivedAt(), out);
    }

    private static Filing filing(DataInputStream in) throws IOException {
        return new Filing(
                text(in),
                in.readBoolean(),
                Category.valueOf(text(in)),
                Form.valueOf(text(in)),
                in.readBoolean(),
                instant(in),
                instant(in));
    }

    private static void write(SpecificRecord event, DataOutputStream out) throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass())).write(event, encoder);
        out.writeByte(EVENTS.indexOf(event.getClass()));
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static SpecificRecord event(DataInputStream in) throws IOException {
        Class<? extends SpecificRecord> type = EVENTS.get(in.readByte());
        byte[] bytes = in.readNBytes(in.readInt());
        var schema = SpecificData.get().getSchema(type);
        return new SpecificDatumReader<SpecificRecord>(schema, schema, SpecificData.getForClass(type))
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
