package zhuji.intake.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import zhuji.events.EventHeaders;
import zhuji.input.ContentType;
import zhuji.input.Numbers;
import zhuji.input.SecrecyMarks;
import zhuji.input.Texts;
import zhuji.intake.domain.Arrival;
import zhuji.intake.domain.FiledReports;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Offices;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.intake.reading.Digests;
import zhuji.intake.reading.SubmissionReader;
import zhuji.wire.failures.DeadLetters;
import zhuji.wire.failures.Quarantine;

/**
 * One record on {@code report.submitted}, read and decided.
 *
 * @param arrival how it came
 * @param decision what becomes of it
 * @param events the events that tell of it
 * @param contentType its content type as sent; null when there is none worth telling
 */
record Decided(
        Arrival arrival,
        IntakeDecision decision,
        IntakeEvents events,
        @Nullable String contentType) {

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_HEADER = 200;

    /** Reads and decides. A submission on which that fails is refused: each has exactly one outcome, whatever it holds. */
    static final class Decider {

        private final SubmissionReader reader;
        private final SubmissionPartitions partitions;
        private final Intake intake;
        private final Offices offices;
        private final Quarantine quarantine;

        Decider(
                SubmissionReader reader,
                SubmissionPartitions partitions,
                Intake intake,
                Offices offices,
                Map<String, Object> settings) {
            this.reader = reader;
            this.partitions = partitions;
            this.intake = intake;
            this.offices = offices;
            this.quarantine = Quarantine.in(settings);
        }

        boolean isExpected(Record<@Nullable String, ?> record, RecordMetadata source) {
            return partitions.expects(record.key(), source.partition());
        }

        /** @param head the sender's digest before it, or null */
        Decided decide(
                Record<@Nullable String, byte @Nullable []> record,
                RecordMetadata source,
                FiledReports filed,
                @Nullable String head) {
            byte[] bytes = record.value();
            String contentType = contentType(record.headers());
            Reading reading = quarantine.causeAt(source.topic(), source.partition(), source.offset()) == null
                    ? read(record, contentType)
                    : failed(bytes);
            var arrival = new Arrival(
                    record.key(), isExpected(record, source), Instant.ofEpochMilli(record.timestamp()), reading);
            IntakeDecision decision = keptOnlyIfPlain(decided(arrival, bytes, filed), reading, bytes);
            boolean registered = arrival.sender() != null
                    && arrival.sender().length() <= LONGEST_KEY
                    && offices.find(arrival.sender()) != null;
            var events = new IntakeEvents(
                    source,
                    sender(arrival, registered, decision),
                    arrival,
                    Digests.sha256(bytes),
                    bytes == null ? 0 : bytes.length,
                    registered,
                    head);
            return new Decided(arrival, decision, events, contentType);
        }

        /**
         * What is refused is kept only when its bytes would pass for unmarked under any label: the same bytes may come again as something that cannot
         * be read, and are refused as marked then. What could not be read was looked at for it.
         */
        private static IntakeDecision keptOnlyIfPlain(
                IntakeDecision decision, Reading reading, byte @Nullable [] bytes) {
            return reading instanceof Reading.Read
                            && decision instanceof IntakeDecision.Rejected rejected
                            && !rejected.withheld()
                            && SecrecyMarks.maybeIn(bytes)
                    ? new IntakeDecision.Rejected(rejected.submissionId(), rejected.reasons(), rejected.marking(), true)
                    : decision;
        }

        private Reading read(Record<@Nullable String, byte @Nullable []> record, @Nullable String contentType) {
            try {
                return reader.read(
                        record.value(), ContentType.of(contentType), Instant.ofEpochMilli(record.timestamp()));
            } catch (RuntimeException failed) {
                if (DeadLetters.mayBeMendedByRetrying(failed)) {
                    throw failed;
                }
                return failed(record.value());
            } catch (StackOverflowError deep) {
                return failed(record.value());
            }
        }

        private IntakeDecision decided(Arrival arrival, byte @Nullable [] bytes, FiledReports filed) {
            try {
                return intake.decide(arrival, filed);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException failed) {
                return intake.decide(
                        new Arrival(arrival.sender(), arrival.expectedPartition(), arrival.receivedAt(), failed(bytes)),
                        filed);
            }
        }

        /** What was sent is not kept: nobody knows what it is. */
        private static Reading failed(byte @Nullable [] bytes) {
            return new Reading.Unreadable(
                    new Reason(
                            "PROCESSING_FAILED",
                            "",
                            "处理失败，原文未予保存，请与运维联系后重发",
                            "processing it failed, nothing of it was kept: ask the operators, then send it again"),
                    SecrecyMarks.maybeIn(bytes));
        }

        /**
         * Who is answered: the key it was sent under; without one, the office the submission names, so that it hears of its mistake. A key that is
         * no office's may be anything, and is not repeated where the text is not.
         */
        private static String sender(Arrival arrival, boolean registered, IntakeDecision decision) {
            String named = arrival.sender() == null && arrival.reading() instanceof Reading.Read read
                    ? read.submission().office()
                    : arrival.sender();
            boolean withheld = decision instanceof IntakeDecision.Rejected rejected && rejected.withheld();
            return named == null || named.length() > LONGEST_KEY || (withheld && !registered && !isDivision(named))
                    ? ""
                    : Texts.shown(named, LONGEST_KEY);
        }

        private static boolean isDivision(String text) {
            return Numbers.isDivision(text);
        }
    }

    /** As MIME headers are: the name in any case; Spring's clients join its words. */
    private static @Nullable String contentType(Headers headers) {
        Header found = null;
        for (Header header : headers) {
            if (header.key().equalsIgnoreCase(EventHeaders.CONTENT_TYPE)
                    || header.key().equals("contentType")) {
                found = header;
            }
        }
        if (found == null || found.value() == null) {
            return null;
        }
        return found.value().length > LONGEST_HEADER
                ? "too long"
                : Texts.shown(new String(found.value(), StandardCharsets.UTF_8), LONGEST_HEADER);
    }

    /** What it was sent as, for whoever reads what was kept. */
    @Nullable
    String keptContentType() {
        return decision instanceof IntakeDecision.Rejected rejected && rejected.withheld() ? null : contentType;
    }
}
