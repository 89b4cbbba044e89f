package zhuji.intake.streams;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.Source;
import zhuji.intake.domain.Arrival;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.intake.reading.AvroSubmissions;

/**
 * The event that tells of a decision on one record.
 *
 * @param source where the record stands
 * @param sender who is answered: the key it was sent under, else the office it names, else ""
 * @param arrival how it came
 * @param digest SHA-256 of its bytes
 * @param length how many there are
 * @param registered whether the key it was sent under is an office's
 * @param head the sender's digest before it, or null
 */
record IntakeEvents(
        RecordMetadata source,
        String sender,
        Arrival arrival,
        String digest,
        long length,
        boolean registered,
        @Nullable String head) {

    /** Only what stands under an office's key, on its key's partition, is in the sender's chain: a chain has one order, a partition's. */
    boolean isChained() {
        return registered && arrival.expectedPartition() && sender.equals(arrival.sender());
    }

    Instant receivedAt() {
        return arrival.receivedAt();
    }

    private @Nullable String previousDigest() {
        return isChained() ? head : null;
    }

    ReportAccepted accepted(IntakeDecision.Accepted accepted) {
        return ReportAccepted.newBuilder()
                .setEventId(id(ReportAccepted.class))
                .setReportId(accepted.reportId())
                .setOffice(accepted.office())
                .setSubmission(AvroSubmissions.write(accepted.read().submission()))
                .setReceivedAt(receivedAt())
                .setDigest(digest)
                .setPreviousDigest(previousDigest())
                .setSource(where())
                .setNotes(reasons(accepted.notes()))
                .build();
    }

    ReportRejected rejected(IntakeDecision.Rejected rejected, byte @Nullable [] bytes, @Nullable String contentType) {
        return ReportRejected.newBuilder()
                .setEventId(id(ReportRejected.class))
                .setOffice(sender)
                .setSubmissionId(rejected.submissionId())
                .setReceivedAt(receivedAt())
                .setReasons(reasons(rejected.reasons()))
                .setDigest(digest)
                .setPreviousDigest(previousDigest())
                .setChained(isChained())
                .setMarking(rejected.marking())
                .setOriginal(rejected.withheld() || bytes == null ? null : ByteBuffer.wrap(bytes))
                .setContentType(rejected.withheld() ? null : contentType)
                .setSource(where())
                .setLength(length)
                .setMode(mode())
                .setRegistered(registered)
                .build();
    }

    /** As sent; null where that could not be read. */
    private @Nullable Mode mode() {
        return arrival.reading() instanceof Reading.Read read
                        && read.submission().mode() != null
                ? Mode.valueOf(read.submission().mode().name())
                : null;
    }

    ReportDuplicated duplicated(IntakeDecision.Duplicate duplicate) {
        return ReportDuplicated.newBuilder()
                .setEventId(id(ReportDuplicated.class))
                .setOffice(sender)
                .setSubmissionId(duplicate.submissionId())
                .setReportId(duplicate.first().reportId())
                .setReceivedAt(receivedAt())
                .setFirstReceivedAt(duplicate.first().receivedAt())
                .setDigest(digest)
                .setSource(where())
                .setMode(mode())
                .build();
    }

    private String id(Class<? extends SpecificRecord> type) {
        return source.topic() + "/" + source.partition() + "/" + source.offset() + "#" + type.getSimpleName();
    }

    private Source where() {
        return new Source(source.topic(), source.partition(), source.offset());
    }

    private static List<zhuji.events.Reason> reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> new zhuji.events.Reason(reason.code(), reason.path(), reason.zh(), reason.en()))
                .toList();
    }
}
