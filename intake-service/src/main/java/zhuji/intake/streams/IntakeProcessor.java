package zhuji.intake.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.Topics;
import zhuji.intake.domain.FiledReports;
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Offices;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Standing;
import zhuji.intake.reading.SubmissionReader;
import zhuji.wire.EventStamp;
import zhuji.wire.commits.PromptCommits;

/**
 * Gives every record on {@code report.submitted} its one outcome, and keeps what the next decision needs; follows what becomes of every report, from
 * the {@link Progress} of those it went to. One processor does both, for both are about what is kept of a submission.
 */
final class IntakeProcessor implements Processor<@Nullable String, Incoming, String, SpecificRecord> {

    private static final Logger log = LoggerFactory.getLogger(IntakeProcessor.class);

    /** Offices send all the time: the more is gathered, the fewer commits. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final SubmissionReader reader;
    private final SubmissionPartitions partitions;
    private final Intake intake;
    private final Offices offices;
    private final IntakeMetrics metrics;
    private ProcessorContext<String, SpecificRecord> context;
    private Decided.Decider decider;
    private LatestReports reports;
    private RejectedReports rejections;
    private KeyValueStore<String, String> cases;
    private KeyValueStore<String, String> chainHeads;
    private PromptCommits commits;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    IntakeProcessor(
            SubmissionReader reader,
            SubmissionPartitions partitions,
            Intake intake,
            Offices offices,
            IntakeMetrics metrics) {
        this.reader = reader;
        this.partitions = partitions;
        this.intake = intake;
        this.offices = offices;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.decider = new Decided.Decider(reader, partitions, intake, offices, context.appConfigs());
        this.reports = new LatestReports(context.getStateStore(Stores.REPORTS));
        this.rejections = new RejectedReports(reports, context.getStateStore(Stores.REJECTIONS));
        this.cases = context.getStateStore(Stores.CASES);
        this.chainHeads = context.getStateStore(Stores.CHAIN_HEADS);
        this.commits = PromptCommits.of(context, GATHERING);
    }

    @Override
    public void process(Record<@Nullable String, Incoming> record) {
        switch (record.value()) {
            case Incoming.Sent sent -> decide(record.withValue(sent.bytes()));
            case Incoming.Misplaced misplaced -> answer(record, misplaced);
            case Incoming.Heard heard -> follow(heard.news());
        }
    }

    /** News of what nobody filed is kept among the rejections, of which there is a last one: others than services tell some of it. */
    private void follow(Progress news) {
        KeptReport before = reports.find(news.reportId());
        if (before != null) {
            reports.keep(news.reportId(), before.withStanding(before.standing().with(news)));
        } else if (offices.find(news.sender()) != null) {
            Standing standing = Standing.unknown(news.reportId()).with(news);
            rejections.keep(news.sender(), news.reportId(), standing);
        }
    }

    private void decide(Record<@Nullable String, byte @Nullable []> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        var stored = new StoredReports(reports::find, cases);
        Decided decided = decider.decide(record, source, stored, head(record.key()));
        IntakeEvents events = decided.events();
        switch (decided.decision()) {
            case IntakeDecision.Accepted accepted -> accept(record, accepted, events, stored);
            case IntakeDecision.Rejected rejected -> reject(record, rejected, decided);
            case IntakeDecision.Duplicate duplicate -> {
                emit(record, events.sender(), events.duplicated(duplicate));
                metrics.duplicate(events.sender());
            }
        }
        commits.processed(record.timestamp());
    }

    private @Nullable String head(@Nullable String sender) {
        return sender == null ? null : chainHeads.get(sender);
    }

    /** It was refused where it stood; here it is known whether it had been accepted before. */
    private void answer(Record<?, ?> record, Incoming.Misplaced misplaced) {
        KeptReport kept = reports.find(misplaced.reportId());
        FiledReports.Filed first = kept == null ? null : kept.filed();
        if (first != null && first.isSentAgainBy(misplaced.contentDigest(), misplaced.receivedAt())) {
            var duplicated = ReportDuplicated.newBuilder(misplaced.duplicated())
                    .setFirstReceivedAt(first.receivedAt())
                    .build();
            emit(record, duplicated.getOffice(), duplicated);
            metrics.duplicate(duplicated.getOffice());
        } else {
            ReportRejected rejected = misplaced.rejected();
            emit(record, rejected.getOffice(), rejected);
            rejections.keep(rejected.getOffice(), misplaced.reportId(), standing(misplaced));
            metrics.rejected(
                    rejected.getOffice(),
                    rejected.getReasons().stream()
                            .map(zhuji.events.Reason::getCode)
                            .toList());
        }
        commits.processed(record.timestamp());
    }

    private static Standing standing(Incoming.Misplaced misplaced) {
        ReportRejected rejected = misplaced.rejected();
        return Standing.rejected(
                misplaced.reportId(),
                rejected.getReceivedAt(),
                rejected.getDigest(),
                rejected.getReasons().stream()
                        .map(reason -> new Reason(reason.getCode(), reason.getPath(), reason.getZh(), reason.getEn()))
                        .toList());
    }

    /** The event goes first: should it be impossible to write, nothing remembers a report that never was. */
    private void accept(
            Record<?, ?> record, IntakeDecision.Accepted accepted, IntakeEvents events, StoredReports stored) {
        emit(record, accepted.office(), events.accepted(accepted));
        String reportId = accepted.reportId();
        Incident incident = accepted.read().submission().incident();
        String incidentId = accepted.read().submission().incidentId();
        if (incidentId != null && incident != null && incident.stage() == Incident.Stage.INITIAL) {
            cases.putIfAbsent(incidentId, reportId);
        }
        chainHeads.put(events.sender(), events.digest());
        var standing =
                Standing.accepted(reportId, accepted.office(), events.receivedAt(), events.digest(), accepted.notes());
        Progress earlier = earlierNews(reportId, stored.kept(reportId));
        reports.keep(reportId, KeptReport.accepted(accepted.read().contentDigest(), standing.with(earlier)));
        metrics.accepted(events.sender());
    }

    private void reject(Record<?, byte @Nullable []> record, IntakeDecision.Rejected rejected, Decided decided) {
        IntakeEvents events = decided.events();
        alert(rejected, events);
        emit(record, events.sender(), events.rejected(rejected, record.value(), decided.keptContentType()));
        if (events.isChained()) {
            chainHeads.put(events.sender(), events.digest());
        }
        if (events.registered()) {
            rejections.keep(events, rejected);
        }
        metrics.rejected(
                events.sender(), rejected.reasons().stream().map(Reason::code).toList());
    }

    /** At once: the erasing waits until this is committed, and takes seconds. Told again when the transaction is given up. */
    private void alert(IntakeDecision.Rejected rejected, IntakeEvents events) {
        if (rejected.isMarked()) {
            metrics.marked();
            log.atError()
                    .addKeyValue("office", events.registered() ? events.sender() : "not an office")
                    .addKeyValue("receivedAt", events.receivedAt())
                    .addKeyValue("digest", events.digest())
                    .log("涉密信息误投，已拒收，正在清除 / a marked item was refused and is being erased: tell the security officer");
        }
    }

    /** When the log is read again from its beginning, news of a report may be read before the report. */
    private static Progress earlierNews(String reportId, @Nullable KeptReport before) {
        return new Progress(
                reportId,
                before == null || before.standing().outcome() != null
                        ? Map.of()
                        : before.standing().destinations());
    }

    private void emit(Record<?, ?> cause, String key, SpecificRecord event) {
        String id =
                String.valueOf(event.get(event.getSchema().getField("eventId").pos()));
        var headers = EventStamp.headers(
                id, event.getClass(), Topics.INTAKE, Instant.ofEpochMilli(cause.timestamp()), cause.headers());
        context.forward(new Record<>(key, event, cause.timestamp(), headers));
    }
}
