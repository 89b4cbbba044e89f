package zhuji.intake.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Standing;
import zhuji.intake.reading.Digests;
import zhuji.intake.reading.SubmissionReader;
import zhuji.wire.EventStamp;
import zhuji.wire.PromptCommits;

/**
 * Gives every record on {@code report.submitted} its one outcome, and keeps what the next decision needs; follows what becomes of every report, from
 * the {@link Progress} of those it went to. One processor does both, for both are about what is kept of a submission.
 */
final class IntakeProcessor implements Processor<@Nullable String, Incoming, String, SpecificRecord> {

    /** Two thousand submissions a second. */
    private static final int LITTLE = 40;

    /** Offices send all the time: the more is gathered, the fewer commits. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_HEADER = 100;

    private final SubmissionReader reader;
    private final SubmissionPartitions partitions;
    private final Intake intake;
    private final IntakeMetrics metrics;

    private ProcessorContext<String, SpecificRecord> context;
    private LatestReports reports;
    private KeyValueStore<String, String> cases;
    private KeyValueStore<String, String> chainHeads;
    private PromptCommits commits;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    IntakeProcessor(SubmissionReader reader, SubmissionPartitions partitions, Intake intake, IntakeMetrics metrics) {
        this.reader = reader;
        this.partitions = partitions;
        this.intake = intake;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.reports = new LatestReports(context.getStateStore(Stores.REPORTS));
        this.cases = context.getStateStore(Stores.CASES);
        this.chainHeads = context.getStateStore(Stores.CHAIN_HEADS);
        this.commits = PromptCommits.of(context, LITTLE, GATHERING);
    }

    @Override
    public void process(Record<@Nullable String, Incoming> record) {
        switch (record.value()) {
            case Incoming.Sent sent -> decide(record.withValue(sent.bytes()));
            case Incoming.Heard heard -> follow(heard.news());
        }
    }

    private void follow(Progress news) {
        KeptReport before = reports.find(news.reportId());
        KeptReport kept = before == null ? KeptReport.notAccepted(Standing.unknown(news.reportId())) : before;
        reports.keep(news.reportId(), kept.withStanding(kept.standing().with(news)));
    }

    private void decide(Record<@Nullable String, byte @Nullable []> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        String contentType = contentType(record);
        Reading reading = reader.read(record.value(), contentType);
        var arrival = new Arrival(
                record.key(),
                partitions.expects(record.key(), source.partition()),
                Instant.ofEpochMilli(record.timestamp()),
                reading);
        var events = new IntakeEvents(source, sender(arrival), arrival, Digests.sha256(record.value()), head(arrival));
        var stored = new StoredReports(reports::find, cases);
        switch (intake.decide(arrival, stored)) {
            case IntakeDecision.Accepted accepted -> accept(record, accepted, events, stored);
            case IntakeDecision.Rejected rejected -> reject(record, rejected, events, stored, contentType);
            case IntakeDecision.Duplicate duplicate -> {
                emit(record, events.sender(), events.duplicated(duplicate));
                metrics.duplicate(events.sender());
            }
        }
        commits.processed(record.timestamp());
    }

    /** Who is answered: the key it was sent under; without one, the office the submission names, so that it hears of its mistake. */
    private static String sender(Arrival arrival) {
        String named = arrival.sender() == null && arrival.reading() instanceof Reading.Read read
                ? read.submission().office()
                : arrival.sender();
        return named == null || named.length() > LONGEST_KEY ? "" : named;
    }

    private @Nullable String head(Arrival arrival) {
        return arrival.sender() == null ? null : chainHeads.get(arrival.sender());
    }

    /** The event goes first: should it be impossible to write, nothing remembers a report that never was. */
    private void accept(
            Record<?, ?> record, IntakeDecision.Accepted accepted, IntakeEvents events, StoredReports stored) {
        emit(record, accepted.office(), events.accepted(accepted));
        String reportId = accepted.reportId();
        Incident incident = accepted.read().submission().incident();
        if (incident != null && incident.stage() == Incident.Stage.INITIAL) {
            cases.putIfAbsent(accepted.read().submission().office() + ":" + incident.caseNumber(), reportId);
        }
        chainHeads.put(events.sender(), events.digest());
        var standing =
                Standing.accepted(reportId, accepted.office(), events.receivedAt(), events.digest(), accepted.notes());
        Progress earlier = earlierNews(reportId, stored.kept(reportId));
        reports.keep(reportId, KeptReport.accepted(accepted.read().contentDigest(), standing.with(earlier)));
        metrics.accepted(events.sender());
    }

    private void reject(
            Record<?, byte @Nullable []> record,
            IntakeDecision.Rejected rejected,
            IntakeEvents events,
            StoredReports stored,
            @Nullable String contentType) {
        emit(record, events.sender(), events.rejected(rejected, record.value(), contentType));
        if (events.isChained()) {
            chainHeads.put(events.sender(), events.digest());
        }
        String reportId = events.sender() + ":" + rejected.submissionId();
        if (rejected.submissionId() != null && !isFiled(stored.kept(reportId))) {
            var standing = Standing.rejected(reportId, events.receivedAt(), events.digest(), rejected.reasons());
            reports.keep(reportId, KeptReport.notAccepted(standing));
        }
        metrics.rejected(
                events.sender(), rejected.reasons().stream().map(Reason::code).toList());
    }

    /** When the log is read again from its beginning, news of a report may be read before the report. */
    private static Progress earlierNews(String reportId, @Nullable KeptReport before) {
        return new Progress(
                reportId,
                before == null || before.standing().outcome() != null
                        ? Map.of()
                        : before.standing().destinations());
    }

    private static boolean isFiled(@Nullable KeptReport kept) {
        return kept != null && kept.filed() != null;
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
        return header == null || header.value() == null || header.value().length > LONGEST_HEADER
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
