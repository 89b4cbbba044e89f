package zhuji.events;

import java.time.Duration;
import java.util.HashMap;
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

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** Largest submission that is read, bytes; a larger one is refused unread. */
    public static final int LARGEST_SUBMISSION = 8 * MIB;

    /** Largest batch that others may write to {@code report.submitted}; what is a little too large is told so, and the rest never enters. */
    public static final int LARGEST_ENTERING = 4 * LARGEST_SUBMISSION;

    /** Largest report that is accepted, bytes: {@code intake.longest-*} may allow no more. Every event that carries one has room for it. */
    public static final int LARGEST_REPORT = 512 * KIB;

    /** All reasons of a rejection together: a hundred and one of them, each with its code, its path and two sentences. */
    public static final int LARGEST_REASONS = 101 * 5 * KIB;

    /** What every record has beside its value, and every event beside what it carries: key, headers, identities, a ladder. */
    static final int ENVELOPE = 64 * KIB;

    /** Largest event, but for a rejection: a report, reasons, and what a desk wrote. */
    public static final int LARGEST_EVENT = LARGEST_REPORT + LARGEST_REASONS + ENVELOPE;

    /** Largest record any service writes to a topic of the catalogue: a rejected submission kept whole, with its reasons. */
    public static final int LARGEST_RECORD = LARGEST_SUBMISSION + LARGEST_REASONS + ENVELOPE;

    /** What a dead letter has beside the record it keeps. */
    public static final int LETTER_HEADERS = ENVELOPE;

    /** Largest record of all: a dead letter of the largest that a service writes. A letter of a submission keeps no value. */
    public static final int LARGEST_LETTER = LARGEST_RECORD + LETTER_HEADERS;

    /** Largest record on topics between two steps of a service, and of its state: an event on its way. */
    public static final int LARGEST_INTERNAL = LARGEST_RECORD + ENVELOPE;

    /** Largest batch of desks' actions, evaluations or orders that the broker takes; what is larger than any of them needs is refused by its reader. */
    static final int LARGEST_WORD = MIB;

    /** The services, as they are named in dead-letter topics and as Kafka Streams applications. */
    public static final String INTAKE = "intake";

    public static final String ROUTING = "routing";
    public static final String ESCALATION = "escalation";
    public static final String SCORING = "scoring";

    static final String MAX_MESSAGE_BYTES = "max.message.bytes";
    static final String COMPRESSION_TYPE = "compression.type";

    /** As it is: the broker unpacks what comes, so that its limit counts what a reader would have to hold. */
    static final String UNCOMPRESSED = "uncompressed";

    private static final String REGION_FAMILY = "report.region.";
    private static final String INBOX_FAMILY = "office.inbox.";
    private static final int KEYED = 4;
    private static final Map<String, String> BROKER_TIME = Map.of("message.timestamp.type", "LogAppendTime");
    private static final Map<String, String> COMPACTED =
            with(limited(LARGEST_EVENT), Map.of("cleanup.policy", "compact"));
    private static final Map<String, String> OF_OPERATORS = with(limited(2 * MIB), BROKER_TIME);
    private static final Map<String, String> OF_OTHERS = ofOthers(LARGEST_WORD);

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
                    with(ofOthers(LARGEST_ENTERING), Map.of("file.delete.delay.ms", "1000"))),
            kept(REPORT_ACCEPTED, List.of(ReportAccepted.class), INTAKE, List.of(ROUTING, ESCALATION, SCORING)),
            new Topic(
                    REPORT_REJECTED,
                    List.of(ReportRejected.class, ReportDuplicated.class),
                    "office",
                    INTAKE,
                    List.of(ROUTING, SCORING),
                    KEYED,
                    null,
                    limited(LARGEST_RECORD)),
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
                    OF_OTHERS),
            new Topic(
                    INCIDENT_EVENT,
                    List.of(IncidentEvent.class),
                    "incident id",
                    ESCALATION,
                    List.of(INTAKE, ROUTING, SCORING),
                    KEYED,
                    null,
                    limited(LARGEST_EVENT)),
            new Topic(
                    REPORT_EVALUATED,
                    List.of(ReportEvaluated.class),
                    "office",
                    "higher offices",
                    List.of(INTAKE, ROUTING, SCORING),
                    KEYED,
                    null,
                    OF_OTHERS),
            new Topic(
                    SCORE_CONTROL,
                    List.of(YearClosed.class, DecisionConfirmed.class, SolicitationMissed.class, NothingToReport.class),
                    "year",
                    "operators",
                    List.of(SCORING),
                    1,
                    null,
                    OF_OTHERS),
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
                    OF_OPERATORS),
            new Topic(
                    AUDIT_CHECKPOINT,
                    List.of(Checkpoint.class),
                    "signing key",
                    "zhuji command",
                    List.of(),
                    1,
                    null,
                    OF_OPERATORS));

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
        return new Topic(name, payloads, "office", writer, readers, KEYED, null, limited(LARGEST_EVENT));
    }

    private static Topic regional(String prefix) {
        return new Topic(
                region(prefix),
                List.of(RoutedReport.class),
                "office",
                ROUTING,
                List.of(),
                1,
                null,
                limited(LARGEST_EVENT));
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
                        limited(LARGEST_EVENT)));
    }

    private static Map<String, String> limited(int largest) {
        return Map.of(MAX_MESSAGE_BYTES, Integer.toString(largest));
    }

    /** The broker's own time, and nothing packed: what others write is measured as it has to be read. */
    private static Map<String, String> ofOthers(int largest) {
        return with(with(limited(largest), BROKER_TIME), Map.of(COMPRESSION_TYPE, UNCOMPRESSED));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }
}
