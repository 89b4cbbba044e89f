package zhuji.routing.streams;

import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import zhuji.events.Category;
import zhuji.events.IncidentEvent;
import zhuji.events.Notice;
import zhuji.events.OfficeRegistered;
import zhuji.events.Relay;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.ScoreReminder;
import zhuji.events.Topics;
import zhuji.routing.domain.Office;
import zhuji.routing.domain.ReportKind;
import zhuji.routing.domain.RoutingDecision;
import zhuji.routing.domain.RoutingDecision.Destination;
import zhuji.routing.domain.RoutingTable;
import zhuji.wire.EventStamp;
import zhuji.wire.OfficeTable;

/** Decides for each event who is told, and tells them. */
final class RoutingProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private static final String NATIONAL_OFFICE = "000000";

    private final RoutingMetrics metrics;
    private ProcessorContext<String, SpecificRecord> context;
    private OfficeTable offices;
    private Revocations revocations;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RoutingProcessor(RoutingMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.offices = OfficeTable.in(context);
        this.revocations = Revocations.in(context);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        switch (record.value()) {
            case ReportAccepted accepted -> route(record, accepted);
            case ReportRejected rejected -> tell(record, Notices.of(rejected));
            case ReportDuplicated duplicated -> tell(record, Notices.of(duplicated));
            case ScoreReminder reminder -> tell(record, Notices.of(reminder));
            case IncidentEvent event -> Notices.of(event).forEach(notice -> tell(record, notice));
            default ->
                throw new IllegalArgumentException(
                        "routing reads no " + record.value().getSchema().getName());
        }
    }

    private void route(Record<String, SpecificRecord> cause, ReportAccepted accepted) {
        RoutingDecision decision = RoutingTable.route(
                office(accepted.getOffice(), accepted.getSubmission().getSubmittedAt()),
                kind(accepted.getSubmission().getCategory()),
                accepted.getSubmission().getRelay() == Relay.PROVINCE);
        List<String> topics = decision.destinations().stream()
                .map(destination -> topic(destination, accepted.getOffice()))
                .sorted()
                .toList();
        ReportRouted routed = ReportRouted.newBuilder()
                .setEventId(accepted.getEventId() + "#ReportRouted")
                .setReportId(accepted.getReportId())
                .setOffice(accepted.getOffice())
                .setDestinations(topics)
                .setRule(decision.rule())
                .setZh(decision.zh())
                .setEn(decision.en())
                .setPolicyVersion(RoutingTable.VERSION)
                .setRoutedAt(accepted.getReceivedAt())
                .setMode(accepted.getSubmission().getMode())
                .build();
        metrics.routed(decision.rule(), accepted.getReceivedAt());
        // Keyed as the submission was: who sent it finds its report's decision where its submissions are.
        emit(cause, accepted.getSubmission().getOffice(), routed.getEventId(), routed);
        topics.forEach(topic -> deliver(cause, accepted, decision, topic));
        tell(cause, Notices.of(accepted, decision));
    }

    private void deliver(
            Record<String, SpecificRecord> cause, ReportAccepted accepted, RoutingDecision decision, String topic) {
        RoutedReport report = RoutedReport.newBuilder()
                .setEventId(accepted.getEventId() + "#RoutedReport/" + topic)
                .setReportId(accepted.getReportId())
                .setOffice(accepted.getOffice())
                .setDestination(topic)
                .setRule(decision.rule())
                .setReceivedAt(accepted.getReceivedAt())
                .setDigest(accepted.getDigest())
                .setSubmission(accepted.getSubmission())
                .build();
        metrics.delivered(
                topic.equals(Topics.REPORT_NATIONAL) ? "national" : "region", Topics.prefixOf(accepted.getOffice()));
        emit(cause, accepted.getOffice(), report.getEventId(), report);
    }

    private void tell(Record<String, SpecificRecord> cause, Notice notice) {
        String addressee = notice.getAddressee();
        if (!addressee.equals(NATIONAL_OFFICE) && !Topics.hasRegion(addressee)) {
            metrics.unaddressable();
            return;
        }
        metrics.noticed(notice.getKind().name());
        emit(cause, addressee, notice.getEventId(), notice);
    }

    private void emit(Record<String, SpecificRecord> cause, String key, String id, SpecificRecord event) {
        var headers = EventStamp.headers(
                id, event.getClass(), Topics.ROUTING, Instant.ofEpochMilli(cause.timestamp()), cause.headers());
        context.forward(new Record<>(key, event, cause.timestamp(), headers));
    }

    /** As it stood when the report was submitted. */
    private Office office(String code, Instant submittedAt) {
        OfficeRegistered found = offices.find(code);
        if (found == null) {
            throw new OfficeTable.NotYetKnown(code);
        }
        return new Office(
                code,
                Office.Level.valueOf(found.getLevel().name()),
                found.getContactPoint() && !revocations.hold(code, submittedAt));
    }

    private static ReportKind kind(Category category) {
        return switch (category) {
            case MAJOR_INCIDENT -> ReportKind.MAJOR_INCIDENT;
            case GENERAL_DYNAMIC -> ReportKind.GENERAL_DYNAMIC;
            case POLICY_IMPLEMENTATION, LEADER_INSTRUCTION, NEW_SITUATION, SOLICITED -> ReportKind.ROUTINE;
            case UNRECOGNIZED -> throw new IllegalArgumentException("a category this version does not know");
        };
    }

    private static String topic(Destination destination, String office) {
        return switch (destination) {
            case NATIONAL -> Topics.REPORT_NATIONAL;
            case REGION -> Topics.region(Topics.prefixOf(office));
        };
    }
}
