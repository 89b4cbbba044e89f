package zhuji.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Every topic of the pipeline, declared once; from {@link #ALL} follow creation, schemas, trust and documentation. */
@NullMarked
public final class Topics {

    public static final String OFFICE_REGISTERED = "office.registered";
    public static final String REPORT_SUBMITTED = "report.submitted";
    public static final String REPORT_ACCEPTED = "report.accepted";
    public static final String REPORT_REJECTED = "report.rejected";
    public static final String REPORT_ROUTED = "report.routed";
    public static final String REPORT_NATIONAL = "report.national";
    public static final String INCIDENT_ACTION = "incident.action";
    public static final String INCIDENT_EVENT = "incident.event";
    public static final String REPORT_EVALUATED = "report.evaluated";
    public static final String SCORE_CONTROL = "score.control";
    public static final String SCORE_ENTRY = "score.entry";
    public static final String SCORE_TALLY = "score.tally";
    public static final String SCORE_DECISION = "score.decision";
    public static final String SCORE_REMINDER = "score.reminder";
    public static final String AUDIT_OPERATION = "audit.operation";
    public static final String AUDIT_CHECKPOINT = "audit.checkpoint";

    /** Two-digit prefix of the national office's inbox. */
    public static final String NATIONAL_PREFIX = "00";

    /** Two-digit prefixes of the province-level divisions of GB/T 2260. */
    public static final List<String> REGIONS = List.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82");

    /** Largest submission the broker takes, bytes; a larger one never enters. */
    public static final int LARGEST_SUBMISSION = 8 * 1024 * 1024;

    /** Largest record any service writes: a rejected submission kept whole, with its reasons. */
    public static final int LARGEST_RECORD = LARGEST_SUBMISSION + 1024 * 1024;

    /** The services, as they are named in dead-letter topics and as Kafka Streams applications. */
    public static final String INTAKE = "intake";

    public static final String ROUTING = "routing";
    public static final String ESCALATION = "escalation";
    public static final String SCORING = "scoring";

    static final String MAX_MESSAGE_BYTES = "max.message.bytes";

    private static final String REGION_FAMILY = "report.region.";
    private static final String INBOX_FAMILY = "office.inbox.";
    private static final int KEYED = 4;
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
    private static final Map<String, String> BROKER_TIME = Map.of("message.timestamp.type", "LogAppendTime");

    private static final List<Topic> SINGLE = List.of(
            new Topic(
                    OFFICE_REGISTERED,
                    List.of(OfficeRegistered.class),
                    "division",
                    "registry command",
                    List.of(),
                    1,
                    null,
                    COMPACTED),
            new Topic(
                    REPORT_SUBMITTED,
                    List.of(Submission.class),
                    "office",
                    "office systems",
                    List.of(INTAKE),
                    KEYED,
                    Duration.ofDays(30),
                    Map.of(
                            "message.timestamp.type",
                            "LogAppendTime",
                            MAX_MESSAGE_BYTES,
                            Integer.toString(LARGEST_SUBMISSION),
                            "file.delete.delay.ms",
                            "1000")),
            kept(REPORT_ACCEPTED, List.of(ReportAccepted.class), INTAKE, List.of(ROUTING, ESCALATION, SCORING)),
            new Topic(
                    REPORT_REJECTED,
                    List.of(ReportRejected.class, ReportDuplicated.class),
                    "office",
                    INTAKE,
                    List.of(ROUTING, SCORING),
                    KEYED,
                    null,
                    Map.of(MAX_MESSAGE_BYTES, Integer.toString(LARGEST_RECORD))),
            kept(REPORT_ROUTED, List.of(ReportRouted.class), ROUTING, List.of(INTAKE, SCORING)),
            kept(REPORT_NATIONAL, List.of(RoutedReport.class), ROUTING, List.of()),
            new Topic(
                    INCIDENT_ACTION,
                    List.of(DeskAction.class),
                    "incident id",
                    "desks",
                    List.of(ESCALATION),
                    KEYED,
                    null,
                    BROKER_TIME),
            new Topic(
                    INCIDENT_EVENT,
                    List.of(IncidentEvent.class),
                    "incident id",
                    ESCALATION,
                    List.of(INTAKE, ROUTING, SCORING),
                    KEYED,
                    null,
                    Map.of()),
            new Topic(
                    REPORT_EVALUATED,
                    List.of(ReportEvaluated.class),
                    "office",
                    "higher offices",
                    List.of(INTAKE, SCORING),
                    KEYED,
                    null,
                    BROKER_TIME),
            new Topic(
                    SCORE_CONTROL,
                    List.of(YearClosed.class, DecisionConfirmed.class, SolicitationMissed.class, NothingToReport.class),
                    "year",
                    "operators",
                    List.of(SCORING),
                    1,
                    null,
                    BROKER_TIME),
            kept(SCORE_ENTRY, List.of(ScoreEntry.class), SCORING, List.of()),
            new Topic(
                    SCORE_TALLY, List.of(AnnualTally.class), "office/year", SCORING, List.of(), KEYED, null, COMPACTED),
            new Topic(
                    SCORE_DECISION,
                    List.of(AnnualDecision.class),
                    "office/year",
                    SCORING,
                    List.of(),
                    1,
                    null,
                    COMPACTED),
            kept(SCORE_REMINDER, List.of(ScoreReminder.class), SCORING, List.of(ROUTING)),
            new Topic(
                    AUDIT_OPERATION,
                    List.of(OperatorActed.class),
                    "topic operated on",
                    "zhuji command",
                    List.of(),
                    1,
                    null,
                    BROKER_TIME),
            new Topic(
                    AUDIT_CHECKPOINT,
                    List.of(Checkpoint.class),
                    "signing key",
                    "zhuji command",
                    List.of(),
                    1,
                    null,
                    BROKER_TIME));

    /** Every topic but the dead letters. */
    public static final List<Topic> ALL = Stream.of(
                    SINGLE.stream(), REGIONS.stream().map(Topics::regional), inboxes())
            .flatMap(topics -> topics)
            .toList();

    private Topics() {}

    /**
     * The topic of a region's reports.
     *
     * @param prefix two digits of a province-level division
     */
    public static String region(String prefix) {
        return REGION_FAMILY + prefix;
    }

    /**
     * The topic of the notices to every office of a region.
     *
     * @param prefix two digits of a province-level division, or {@link #NATIONAL_PREFIX}
     */
    public static String inbox(String prefix) {
        return INBOX_FAMILY + prefix;
    }

    /** The two digits that name the topics of an office's region. */
    public static String prefixOf(String officeCode) {
        return officeCode.substring(0, 2);
    }

    /** Whether a code's first two digits are those of a region, so that a topic exists for it. */
    public static boolean hasRegion(String officeCode) {
        return officeCode.length() == 6 && REGIONS.contains(prefixOf(officeCode));
    }

    /** The declared topic of that name, or null. */
    public static @Nullable Topic named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Every topic to create, the dead letters of every reader included. */
    public static List<Topic> withDeadLetters() {
        return Stream.concat(ALL.stream(), ALL.stream().flatMap(topic -> topic.deadLetters().stream()))
                .toList();
    }

    private static Topic kept(
            String name, List<Class<? extends SpecificRecord>> payloads, String writer, List<String> readers) {
        return new Topic(name, payloads, "office", writer, readers, KEYED, null, Map.of());
    }

    private static Topic regional(String prefix) {
        return new Topic(region(prefix), List.of(RoutedReport.class), "office", ROUTING, List.of(), 1, null, Map.of());
    }

    private static Stream<Topic> inboxes() {
        return Stream.concat(Stream.of(NATIONAL_PREFIX), REGIONS.stream())
                .map(prefix -> new Topic(
                        inbox(prefix),
                        List.of(Notice.class),
                        "division addressed",
                        ROUTING,
                        List.of(),
                        1,
                        Duration.ofDays(365),
                        Map.of()));
    }
}
