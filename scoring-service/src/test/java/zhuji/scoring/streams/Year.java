package zhuji.scoring.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.Category;
import zhuji.events.ClosingBasis;
import zhuji.events.ClosingOffice;
import zhuji.events.ClosingRuleBook;
import zhuji.events.DecisionConfirmed;
import zhuji.events.EvaluationKind;
import zhuji.events.Form;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.NothingToReport;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Outcome;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRouted;
import zhuji.events.ScoreEntry;
import zhuji.events.SolicitationMissed;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.events.YearClosed;
import zhuji.scoring.domain.Books;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.RuleBooks;
import zhuji.testkit.TopologyUnderTest;

/** A scoring topology, the events it reads, and what came of them. All test data is invented. */
final class Year implements AutoCloseable {

    static final String NANNING = "450100";
    static final String LIUZHOU = "450200";
    static final String COUNTY = "450103";
    static final Instant START = Instant.parse("2025-03-04T02:30:00Z");

    final MeterRegistry meters = new SimpleMeterRegistry();
    final TopologyUnderTest topology;

    Year(RuleBooks books) {
        this(books, START);
    }

    Year(RuleBooks books, Instant start) {
        this.topology = new TopologyUnderTest(
                Topics.SCORING,
                start,
                (builder, serdes) -> new ScoringTopology(
                                serdes,
                                books,
                                new ScoringTopology.Settings(1, Set.of(), Duration.ofMillis(500), false),
                                new ScoringMetrics(meters))
                        .addTo(builder));
        register(NANNING, Level.PREFECTURE, true);
        register(LIUZHOU, Level.PREFECTURE, true);
        register(COUNTY, Level.COUNTY, false);
    }

    void register(String code, Level level, boolean contactPoint) {
        topology.put(
                Topics.OFFICE_REGISTERED,
                code,
                OfficeRegistered.newBuilder()
                        .setCode(code)
                        .setName("单位" + code)
                        .setLevel(level)
                        .setParent(null)
                        .setContactPoint(contactPoint)
                        .setStatus(OfficeStatus.ACTIVE)
                        .setProfile("test")
                        .build(),
                START);
    }

    void put(String topic, String key, SpecificRecord event, String at) {
        topology.put(topic, key, event, Instant.parse(at));
    }

    void file(String office, String number, String submittedAt) {
        file(office, number, submittedAt, Mode.ACTUAL, submittedAt);
    }

    void file(String office, String number, String submittedAt, Mode mode, String receivedAt) {
        Submission submission = Submission.newBuilder()
                .setSubmissionId(number)
                .setOffice(office)
                .setMode(mode)
                .setCategory(Category.NEW_SITUATION)
                .setForm(Form.RESEARCH)
                .setUrgency(Urgency.ROUTINE)
                .setSubmittedAt(Instant.parse(submittedAt))
                .build();
        put(
                Topics.REPORT_ACCEPTED,
                office,
                ReportAccepted.newBuilder()
                        .setEventId(office + ":" + number + "#ReportAccepted")
                        .setReportId(office + ":" + number)
                        .setOffice(office)
                        .setSubmission(submission)
                        .setReceivedAt(Instant.parse(receivedAt))
                        .setDigest("d")
                        .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 0L))
                        .build(),
                receivedAt);
    }

    /** @param sender the code that the report was sent under */
    void route(String sender, String report, String rule, String at) {
        put(
                Topics.REPORT_ROUTED,
                sender,
                ReportRouted.newBuilder()
                        .setEventId(report + "#ReportRouted")
                        .setReportId(report)
                        .setOffice(NANNING)
                        .setRule(rule)
                        .setZh("")
                        .setEn("")
                        .setPolicyVersion("p")
                        .setRoutedAt(Instant.parse(at))
                        .setMode(Mode.ACTUAL)
                        .build(),
                at);
    }

    void evaluate(String id, String report, EvaluationKind kind, Level level, @Nullable String adoption, String at) {
        evaluate(evaluation(id, report, kind, level, adoption, at).build(), at);
    }

    void evaluate(ReportEvaluated evaluated, String at) {
        put(Topics.REPORT_EVALUATED, evaluated.getOffice(), evaluated, at);
    }

    static ReportEvaluated.Builder evaluation(
            String id, String report, EvaluationKind kind, Level level, @Nullable String adoption, String at) {
        return ReportEvaluated.newBuilder()
                .setEvaluationId(id)
                .setReportId(report)
                .setOffice(report.substring(0, report.indexOf(':')))
                .setKind(kind)
                .setLevel(level)
                .setAdoption(adoption)
                .setEvaluator(level == Level.NATIONAL ? "000000" : "450000")
                .setEvaluatedAt(Instant.parse(at));
    }

    void close(String id, int year, String at) {
        turn(id, year, false, at);
    }

    /** Closes a year with what it rests on: contact points, and what each owes a month. */
    void closeOn(String id, int year, String at, Map<String, Integer> owed) {
        RuleBook book = Books.usual().of(year);
        List<ClosingOffice> offices = owed.entrySet().stream()
                .map(each -> new ClosingOffice(
                        each.getKey(), "单位" + each.getKey(), Level.PREFECTURE, true, "信息联系点", each.getValue()))
                .toList();
        put(
                Topics.SCORE_CONTROL,
                String.valueOf(year),
                YearClosed.newBuilder()
                        .setEventId(id)
                        .setYear(year)
                        .setOperator("值班员")
                        .setAt(Instant.parse(at))
                        .setBasis(
                                new ClosingBasis(new ClosingRuleBook(book.title(), book.hash(), book.text()), offices))
                        .build(),
                at);
    }

    void missed(String id, boolean withdrawn, @Nullable String reason, String at) {
        put(
                Topics.SCORE_CONTROL,
                "2025",
                SolicitationMissed.newBuilder()
                        .setEventId(id)
                        .setYear(2025)
                        .setOffice(NANNING)
                        .setSolicitationId("Y1")
                        .setWithdrawn(withdrawn)
                        .setReason(reason)
                        .setAt(Instant.parse(at))
                        .build(),
                at);
    }

    void nothing(String id, int month, String at) {
        nothing(id, 2025, month, at);
    }

    void nothing(String id, int year, int month, String at) {
        put(
                Topics.SCORE_CONTROL,
                String.valueOf(year),
                NothingToReport.newBuilder()
                        .setEventId(id)
                        .setYear(year)
                        .setMonth(month)
                        .setOffice(NANNING)
                        .setDeclarer("信息员甲")
                        .setAt(Instant.parse(at))
                        .build(),
                at);
    }

    void turn(String id, int year, boolean reopened, String at) {
        put(
                Topics.SCORE_CONTROL,
                String.valueOf(year),
                YearClosed.newBuilder()
                        .setEventId(id)
                        .setYear(year)
                        .setReopened(reopened)
                        .setOperator("值班员")
                        .setReason("年终")
                        .setAt(Instant.parse(at))
                        .build(),
                at);
    }

    void confirm(String office, int year, Outcome outcome, String at) {
        put(
                Topics.SCORE_CONTROL,
                String.valueOf(year),
                DecisionConfirmed.newBuilder()
                        .setEventId("confirm/" + office + "/" + year)
                        .setYear(year)
                        .setOffice(office)
                        .setOutcome(outcome)
                        .setConfirmer("秘书长")
                        .setAt(Instant.parse(at))
                        .build(),
                at);
    }

    /** Lets the interval at which tallies are published pass, and another for what follows from them. */
    void settle() {
        topology.pass(Duration.ofMillis(500));
        topology.pass(Duration.ofMillis(500));
    }

    /** The latest tally of an office's year among those published since the last call. */
    AnnualTally tally(String office, int year) {
        settle();
        return topology.taken(Topics.SCORE_TALLY, AnnualTally.class).stream()
                .filter(tally -> tally.getOffice().equals(office) && tally.getYear() == year)
                .reduce((one, two) -> two)
                .orElseThrow(() -> new AssertionError("no tally of " + office + "/" + year));
    }

    List<ScoreEntry> entries() {
        return topology.taken(Topics.SCORE_ENTRY, ScoreEntry.class);
    }

    List<AnnualDecision> decisions() {
        settle();
        return topology.taken(Topics.SCORE_DECISION, AnnualDecision.class);
    }

    @Override
    public void close() {
        topology.close();
    }
}
