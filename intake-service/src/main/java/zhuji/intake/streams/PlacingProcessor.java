package zhuji.intake.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Offices;
import zhuji.intake.domain.Reading;
import zhuji.intake.reading.SubmissionReader;

/**
 * Tells submissions that stand where their office's are from those another partitioner put elsewhere. Those are refused; only what tells a resend
 * goes on to where the office is known, never a text.
 */
final class PlacingProcessor implements Processor<@Nullable String, byte @Nullable [], @Nullable String, Incoming> {

    private final SubmissionReader reader;
    private final SubmissionPartitions partitions;
    private final Intake intake;
    private final Offices offices;
    private ProcessorContext<@Nullable String, Incoming> context;
    private Decided.Decider decider;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    PlacingProcessor(SubmissionReader reader, SubmissionPartitions partitions, Intake intake, Offices offices) {
        this.reader = reader;
        this.partitions = partitions;
        this.intake = intake;
        this.offices = offices;
    }

    @Override
    public void init(ProcessorContext<@Nullable String, Incoming> context) {
        this.context = context;
        this.decider = new Decided.Decider(reader, partitions, intake, offices, context.appConfigs());
    }

    @Override
    public void process(Record<@Nullable String, byte @Nullable []> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        Incoming incoming = decider.isExpected(record, source) ? null : misplaced(record, source);
        context.forward(record.withValue(incoming == null ? new Incoming.Sent(record.value()) : incoming));
    }

    /** Null of what nothing can be a resend of; it is refused where it stands. */
    private Incoming.@Nullable Misplaced misplaced(
            Record<@Nullable String, byte @Nullable []> record, RecordMetadata source) {
        Decided decided = decider.decide(record, source, NOTHING_FILED, null);
        if (!(decided.decision() instanceof IntakeDecision.Rejected rejected)
                || rejected.submissionId() == null
                || rejected.withheld()
                || !(decided.arrival().reading() instanceof Reading.Read read)
                || !read.problems().isEmpty()
                || !decided.events().registered()) {
            return null;
        }
        String reportId = record.key() + ":" + rejected.submissionId();
        var duplicate = new IntakeDecision.Duplicate(
                rejected.submissionId(),
                new FiledReports.Filed(
                        reportId, read.contentDigest(), decided.arrival().receivedAt()));
        return new Incoming.Misplaced(
                reportId,
                read.contentDigest(),
                decided.events().rejected(rejected, null, null),
                decided.events().duplicated(duplicate));
    }

    /** What an office filed is not known here. That it has no initial report of a case is not said. */
    private static final FiledReports NOTHING_FILED = new FiledReports() {
        @Override
        public @Nullable Filed find(String office, String submissionId) {
            return null;
        }

        @Override
        public boolean hasCase(String incidentId) {
            return true;
        }
    };
}
