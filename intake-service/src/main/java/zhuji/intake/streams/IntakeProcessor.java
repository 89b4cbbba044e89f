package zhuji.intake.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;
import zhuji.intake.domain.Arrival;
import zhuji.intake.domain.ClockRule;
import zhuji.intake.domain.FiledReports.Filed;
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.TextLimits;
import zhuji.intake.reading.Digests;
import zhuji.intake.reading.SubmissionReader;
import zhuji.wire.EventStamp;
import zhuji.wire.OfficeTable;

/** Gives every record on {@code report.submitted} its one outcome, and keeps what the next decision needs. */
final class IntakeProcessor implements Processor<@Nullable String, byte @Nullable [], String, SpecificRecord> {

    private final SubmissionReader reader;
    private final SubmissionPartitions partitions;
    private final ClockRule clock;
    private final TextLimits limits;
    private final IntakeMetrics metrics;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, Filed> filed;
    private KeyValueStore<String, String> cases;
    private KeyValueStore<String, String> chainHeads;
    private KeyValueStore<String, Standing> standings;
    private Intake intake;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    IntakeProcessor(
            SubmissionReader reader,
            SubmissionPartitions partitions,
            ClockRule clock,
            TextLimits limits,
            IntakeMetrics metrics) {
        this.reader = reader;
        this.partitions = partitions;
        this.clock = clock;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.filed = context.getStateStore(Stores.FILED);
        this.cases = context.getStateStore(Stores.CASES);
        this.chainHeads = context.getStateStore(Stores.CHAIN_HEADS);
        this.standings = context.getStateStore(Stores.STANDINGS);
        this.intake = new Intake(new RegisteredOffices(OfficeTable.in(context)), clock, limits);
    }

    @Override
    public void process(Record<@Nullable String, byte @Nullable []> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        String contentType = contentType(record);
        Reading reading = reader.read(record.value(), contentType);
        var arrival = new Arrival(
                record.key(),
                partitions.expects(record.key(), source.partition()),
                Instant.ofEpochMilli(record.timestamp()),
                reading);
        String sender = sender(record.key(), reading);
        String digest = Digests.sha256(record.value());
        var events = new IntakeEvents(source, sender, arrival.receivedAt(), digest, chainHeads.get(sender));
        switch (intake.decide(arrival, new StoredReports(filed, cases))) {
            case IntakeDecision.Accepted accepted -> accept(record, accepted, events);
            case IntakeDecision.Rejected rejected -> reject(record, rejected, events, contentType);
            case IntakeDecision.Duplicate duplicate -> {
                metrics.duplicate();
                emit(record, sender, events.duplicated(duplicate));
            }
        }
    }

    /** Who is answered: the key it was sent under; without one, the office the submission names, so that it hears of its mistake. */
    private static String sender(@Nullable String key, Reading reading) {
        if (key != null) {
            return key;
        }
        String named = reading instanceof Reading.Read read ? read.submission().office() : null;
        return named == null ? "" : named;
    }

    private void accept(Record<?, ?> record, IntakeDecision.Accepted accepted, IntakeEvents events) {
        String reportId = accepted.reportId();
        filed.put(reportId, new Filed(reportId, accepted.read().contentDigest(), events.receivedAt()));
        Incident incident = accepted.read().submission().incident();
        if (incident != null && incident.stage() == Incident.Stage.INITIAL) {
            cases.putIfAbsent(accepted.read().submission().office() + ":" + incident.caseNumber(), reportId);
        }
        chainHeads.put(events.sender(), events.digest());
        standings.put(
                reportId,
                Standing.accepted(reportId, accepted.office(), events.receivedAt(), events.digest(), accepted.notes()));
        metrics.accepted();
        emit(record, accepted.office(), events.accepted(accepted));
    }

    private void reject(
            Record<?, byte @Nullable []> record,
            IntakeDecision.Rejected rejected,
            IntakeEvents events,
            @Nullable String contentType) {
        chainHeads.put(events.sender(), events.digest());
        if (rejected.submissionId() != null) {
            String reportId = events.sender() + ":" + rejected.submissionId();
            if (filed.get(reportId) == null) {
                standings.put(
                        reportId,
                        Standing.rejected(reportId, events.receivedAt(), events.digest(), rejected.reasons()));
            }
        }
        rejected.reasons().forEach(reason -> metrics.rejected(reason.code()));
        emit(record, events.sender(), events.rejected(rejected, record.value(), contentType));
    }

    private void emit(Record<?, ?> cause, String key, SpecificRecord event) {
        String id =
                String.valueOf(event.get(event.getSchema().getField("eventId").pos()));
        var headers = EventStamp.headers(
                id, event.getClass(), Topics.INTAKE, Instant.ofEpochMilli(cause.timestamp()), cause.headers());
        context.forward(new Record<>(key, event, cause.timestamp(), headers));
    }

    private static @Nullable String contentType(Record<?, ?> record) {
        Header header = record.headers().lastHeader(EventHeaders.CONTENT_TYPE);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
