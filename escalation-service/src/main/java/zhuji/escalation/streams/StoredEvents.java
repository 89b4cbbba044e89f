package zhuji.escalation.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import zhuji.events.DeskAction;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;

/** Events in Avro's single-object encoding, for topics and stores nobody else reads: it needs no registry. */
final class StoredEvents {

    private StoredEvents() {}

    static Serde<ReportAccepted> accepted() {
        return Serdes.serdeFrom(
                (topic, report) -> report == null ? null : bytes(report), (topic, bytes) -> accepted(bytes));
    }

    static Serde<DeskAction> actions() {
        return Serdes.serdeFrom(
                (topic, action) -> action == null ? null : bytes(action),
                (topic, bytes) -> bytes == null ? null : (DeskAction) command(Topics.INCIDENT_ACTION, bytes));
    }

    /** A command in Base64. */
    static String encoded(SpecificRecord command) {
        return Base64.getEncoder().encodeToString(bytes(command));
    }

    /** The command that was encoded. */
    static SpecificRecord command(String topic, String encoded) {
        return command(topic, Base64.getDecoder().decode(encoded));
    }

    private static byte[] bytes(SpecificRecord command) {
        try {
            return bytes(
                    command instanceof ReportAccepted report
                            ? report.toByteBuffer()
                            : ((DeskAction) command).toByteBuffer());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static SpecificRecord command(String topic, byte[] bytes) {
        try {
            return topic.equals(Topics.INCIDENT_ACTION)
                    ? DeskAction.fromByteBuffer(ByteBuffer.wrap(bytes))
                    : ReportAccepted.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable ReportAccepted accepted(byte @Nullable [] bytes) {
        return bytes == null ? null : (ReportAccepted) command(Topics.REPORT_ACCEPTED, bytes);
    }

    private static byte[] bytes(ByteBuffer encoded) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
