package zhuji.scoring.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.ScoreEntry;
import zhuji.events.ScoreReminder;
import zhuji.events.Topics;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.RuleBooks;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.OfficeTable;

/**
 * Scoring: everything that counts in, entries, tallies, decisions and reminders out. Facts meet where their office's reports are: what is
 * keyed by something else, or written by others, is brought there first.
 */
public final class ScoringTopology {

    private static final String OF_YEARS = "of-years-";
    private static final String FACTS = "facts";
    private static final String ROUTES = "routes-";
    private static final String OWN = "own";
    private static final String FORMER = "former";

    private final EventSerdes serdes;
    private final RuleBooks books;
    private final Settings settings;
    private final ScoringMetrics metrics;

    /**
     * How it runs.
     *
     * @param partitions how many partitions {@code report.accepted} has
     * @param recomputed years that may be entered anew under another rule book
     * @param publish how often tallies are published, and closed years looked after
     * @param demonstration whether reminders go by the latest submission's time, and not by the clock
     */
    public record Settings(int partitions, Set<Integer> recomputed, Duration publish, boolean demonstration) {}

    public ScoringTopology(EventSerdes serdes, RuleBooks books, Settings settings, ScoringMetrics metrics) {
        this.serdes = serdes;
        this.books = books;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Adds the topology to a builder. */
    public void addTo(StreamsBuilder builder) {
        OfficeTable registered = OfficeTable.addTo(builder, serdes);
        TallyTable.addTo(builder, serdes);
        var offices = new RegisteredOffices(registered, DecisionTable.addTo(builder, serdes));
        Stores.builders().forEach(builder::addStateStore);
        Map<String, KStream<String, Object>> years = years(builder, offices);
        facts(builder, Topics.REPORT_ACCEPTED, ReportAccepted.class)
                .merge(evaluations(builder), Named.as("with-evaluations"))
                .merge(routes(builder), Named.as("with-routes"))
                .merge(rejections(builder), Named.as("with-rejections"))
                .merge(cases(builder), Named.as("with-cases"))
                .merge(turns(years), Named.as("with-years"))
                .process(
                        () -> new TallyProcessor(books, offices, settings.recomputed(), settings.publish(), metrics),
                        Named.as("score"),
                        Stores.OF_OFFICES)
                .to(
                        (key, event, context) -> event instanceof ScoreEntry ? Topics.SCORE_ENTRY : Topics.SCORE_TALLY,
                        Produced.with(Serdes.String(), serdes.of(SpecificRecord.class))
                                .withName("scored"));
    }

    private <E extends SpecificRecord> KStream<String, Fact> facts(
            StreamsBuilder builder, String topic, Class<E> type) {
        return builder.stream(
                        topic,
                        Consumed.with(Serdes.String(), serdes.withoutTexts(type))
                                .withName(topic + "-source"))
                .process(FactProcessor<E>::new, Named.as(topic + "-facts"));
    }

    private KStream<String, Fact> evaluations(StreamsBuilder builder) {
        return brought(facts(builder, Topics.REPORT_EVALUATED, ReportEvaluated.class), Topics.REPORT_EVALUATED);
    }

    /** Keyed by the code that a report was sent under. Nearly always that is its office, and a report's partition its decision's: only others are brought. */
    private KStream<String, Fact> routes(StreamsBuilder builder) {
        Map<String, KStream<String, ReportRouted>> routes = builder.stream(
                        Topics.REPORT_ROUTED,
                        Consumed.with(Serdes.String(), serdes.of(ReportRouted.class))
                                .withName(Topics.REPORT_ROUTED + "-source"))
                .split(Named.as(ROUTES))
                .branch((sender, routed) -> routed.getOffice().equals(sender), Branched.as(OWN))
                .defaultBranch(Branched.as(FORMER));
        KStream<String, Fact> former = branch(routes, ROUTES + FORMER)
                .process(FactProcessor<ReportRouted>::new, Named.as(Topics.REPORT_ROUTED + "-former-facts"));
        return branch(routes, ROUTES + OWN)
                .process(FactProcessor<ReportRouted>::new, Named.as(Topics.REPORT_ROUTED + "-facts"))
                .merge(brought(former, Topics.REPORT_ROUTED), Named.as("with-former-routes"));
    }

    private KStream<String, Fact> turns(Map<String, KStream<String, Object>> years) {
        return brought(
                branch(years, OF_YEARS + FACTS).mapValues(fact -> (Fact) fact, Named.as("years-facts")),
                Topics.SCORE_CONTROL);
    }

    /** Duplicates are on the same topic, and count for nothing. */
    private KStream<String, Fact> rejections(StreamsBuilder builder) {
        KStream<String, Fact> rejections = builder.stream(
                        Topics.REPORT_REJECTED,
                        Consumed.with(Serdes.String(), serdes.of(SpecificRecord.class))
                                .withName(Topics.REPORT_REJECTED + "-source"))
                .filter((office, event) -> event instanceof ReportRejected, Named.as("rejections-only"))
                .process(FactProcessor<SpecificRecord>::new, Named.as(Topics.REPORT_REJECTED + "-facts"));
        return brought(rejections, Topics.REPORT_REJECTED);
    }

    private KStream<String, Fact> cases(StreamsBuilder builder) {
        KStream<String, Fact> cases = builder.stream(
                        Topics.INCIDENT_EVENT,
                        Consumed.with(Serdes.String(), serdes.of(IncidentEvent.class))
                                .withName(Topics.INCIDENT_EVENT + "-source"))
                .process(CaseFactProcessor::new, Named.as(Topics.INCIDENT_EVENT + "-facts"), Stores.CASES);
        return brought(cases, Topics.INCIDENT_EVENT);
    }

    /** Brings facts to where their office's reports are; its letters go where those of the topic go. */
    private KStream<String, Fact> brought(KStream<String, Fact> facts, String topic) {
        return facts.repartition(Repartitioned.with(Serdes.String(), Stores.facts())
                .withName(topic)
                .withNumberOfPartitions(settings.partitions()));
    }

    private Map<String, KStream<String, Object>> years(StreamsBuilder builder, RegisteredOffices offices) {
        Map<String, KStream<String, Object>> branches = builder.stream(
                        Topics.SCORE_CONTROL,
                        Consumed.with(Serdes.String(), serdes.of(SpecificRecord.class))
                                .withName(Topics.SCORE_CONTROL + "-source"))
                .process(
                        () -> new YearProcessor(books, offices, settings.demonstration(), settings.publish(), metrics),
                        Named.as("years"),
                        Stores.OF_YEARS)
                .split(Named.as(OF_YEARS))
                .branch((key, value) -> value instanceof Fact, Branched.as(FACTS))
                .branch((key, value) -> value instanceof ScoreReminder, Branched.as("reminders"))
                .defaultBranch(Branched.as("decisions"));
        write(branch(branches, OF_YEARS + "reminders"), Topics.SCORE_REMINDER);
        write(branch(branches, OF_YEARS + "decisions"), Topics.SCORE_DECISION);
        return branches;
    }

    private void write(KStream<String, Object> events, String topic) {
        events.mapValues(event -> (SpecificRecord) event, Named.as(topic + "-events"))
                .to(
                        topic,
                        Produced.with(Serdes.String(), serdes.of(SpecificRecord.class))
                                .withName(topic + "-sink"));
    }

    private static <T> KStream<String, T> branch(Map<String, KStream<String, T>> branches, String name) {
        KStream<String, T> branch = branches.get(name);
        if (branch == null) {
            throw new IllegalStateException("there is no branch " + name);
        }
        return branch;
    }
}
