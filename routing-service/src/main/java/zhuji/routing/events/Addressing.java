package zhuji.routing.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.events.Category;
import zhuji.events.IncidentEvent;
import zhuji.events.Mode;
import zhuji.events.Notice;
import zhuji.events.OfficeRegistered;
import zhuji.events.Relay;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportEvaluated;
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

/** Decides for each event who is told of it, and makes what they are told. */
public final class Addressing {

    private static final String NATIONAL_OFFICE = "000000";

    private final Offices offices;
    private final Notices notices;

    public Addressing(Offices offices) {
        this.offices = offices;
        this.notices = new Notices(offices);
    }

    /** The registry, as routing asks it. */
    public interface Offices {

        /** An office as it stood when something of it was received; null when there is no such office. */
        @Nullable
        Office office(String code, Instant receivedAt);

        /** What an office is called; its code when it is not registered. */
        String nameOf(String code);

        /** What a report was filed as. */
        Mode modeOf(String reportId);
    }

    /** The office that a registration describes, and whether it may file straight to the top. */
    public static Office officeOf(OfficeRegistered found, boolean contactPoint) {
        String code = found.getCode();
        return new Office(
                code,
                Office.Level.valueOf(found.getLevel().name()),
                code.equals(NATIONAL_OFFICE) || Topics.hasRegion(code),
                contactPoint);
    }

    /**
     * What an event causes.
     *
     * @throws IllegalArgumentException when routing reads no such event
     */
    public Dispatch of(SpecificRecord happening) {
        return switch (happening) {
            case ReportAccepted accepted -> routed(accepted);
            case ReportRejected rejected -> notices(Stream.of(notices.of(rejected)));
            case ReportDuplicated duplicated -> notices(Stream.of(notices.of(duplicated)));
            case ScoreReminder reminder -> notices(Stream.of(notices.of(reminder)));
            case IncidentEvent event -> notices(notices.of(event));
            case ReportEvaluated evaluated -> notices(notices.of(evaluated));
            default ->
                throw new IllegalArgumentException(
                        "routing reads no " + happening.getSchema().getName());
        };
    }

    private Dispatch routed(ReportAccepted accepted) {
        RoutingDecision decision = RoutingTable.route(
                offices.office(accepted.getOffice(), accepted.getReceivedAt()),
                kind(accepted.getSubmission().getCategory()),
                accepted.getSubmission().getRelay() == Relay.PROVINCE);
        List<String> topics = decision.destinations().stream()
                .map(destination -> topic(destination, accepted.getOffice()))
                .sorted()
                .toList();
        List<Addressed> addressed = new ArrayList<>();
        // Keyed as the submission was: who sent it finds its report's decision where its submissions are.
        ReportRouted routed = routed(accepted, decision, topics);
        addressed.add(new Addressed(accepted.getSubmission().getOffice(), routed.getEventId(), routed));
        topics.forEach(topic -> {
            RoutedReport report = delivered(accepted, decision, topic);
            addressed.add(new Addressed(accepted.getOffice(), report.getEventId(), report));
        });
        int unaddressable = tell(notices.of(accepted, decision), addressed);
        return new Dispatch(addressed, unaddressable);
    }

    private static ReportRouted routed(ReportAccepted accepted, RoutingDecision decision, List<String> topics) {
        return ReportRouted.newBuilder()
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
    }

    private static RoutedReport delivered(ReportAccepted accepted, RoutingDecision decision, String topic) {
        return RoutedReport.newBuilder()
                .setEventId(accepted.getEventId() + "#RoutedReport/" + topic)
                .setReportId(accepted.getReportId())
                .setOffice(accepted.getOffice())
                .setDestination(topic)
                .setRule(decision.rule())
                .setReceivedAt(accepted.getReceivedAt())
                .setDigest(accepted.getDigest())
                .setSubmission(accepted.getSubmission())
                .build();
    }

    private static Dispatch notices(Stream<Notice> notices) {
        List<Addressed> addressed = new ArrayList<>();
        int unaddressable = notices.mapToInt(notice -> tell(notice, addressed)).sum();
        return new Dispatch(addressed, unaddressable);
    }

    /** @return how many could not be addressed: the one, or none */
    private static int tell(Notice notice, List<Addressed> addressed) {
        String addressee = notice.getAddressee();
        if (!addressee.equals(NATIONAL_OFFICE) && !Topics.hasRegion(addressee)) {
            return 1;
        }
        addressed.add(new Addressed(addressee, notice.getEventId(), notice));
        return 0;
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
