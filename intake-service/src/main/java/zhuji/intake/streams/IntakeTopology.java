package zhuji.intake.streams;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRouted;
import zhuji.events.Topics;
import zhuji.intake.domain.ClockRule;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.Offices;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.TextLimits;
import zhuji.intake.reading.SubmissionReader;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.OfficeTable;

/** Intake: submissions in, exactly one outcome for each out; and what became of every report, for who asks. */
public final class IntakeTopology {

    private static final String PLACED = "placed-";
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";

    private final EventSerdes serdes;
    private final SubmissionPartitions partitions;
    private final ClockRule clock;
    private final TextLimits limits;
    private final IntakeMetrics metrics;

    public IntakeTopology(
            EventSerdes serdes,
            SubmissionPartitions partitions,
            ClockRule clock,
            TextLimits limits,
            IntakeMetrics metrics) {
        this.serdes = serdes;
        this.partitions = partitions;
        this.clock = clock;
        this.limits = limits;
        this.metrics = metrics;
    }

    /** Adds the topology to a builder. */
    public void addTo(StreamsBuilder builder) {
        Offices offices = new RegisteredOffices(OfficeTable.addTo(builder, serdes));
        var reader = new SubmissionReader(serdes);
        var intake = new Intake(offices, clock, limits);
        builder.addStateStore(Stores.reports());
        builder.addStateStore(Stores.rejections());
        builder.addStateStore(Stores.cases());
        builder.addStateStore(Stores.chainHeads());
        submissions(builder, () -> new PlacingProcessor(reader, partitions, intake, offices))
                .merge(news(builder), Named.as("with-news"))
                .process(
                        () -> new IntakeProcessor(reader, partitions, intake, offices, metrics),
                        Named.as("decide"),
                        Stores.REPORTS,
                        Stores.REJECTIONS,
                        Stores.CASES,
                        Stores.CHAIN_HEADS)
                .to(
                        (key, event, context) -> topicOf(event),
                        Produced.with(Serdes.String(), serdes.of(SpecificRecord.class))
                                .withName("outcomes"));
    }

    /** Nearly all stand where their office's are; the others are answered there. */
    private KStream<String, Incoming> submissions(
            StreamsBuilder builder, ProcessorSupplier<String, byte[], String, Incoming> placing) {
        Map<String, KStream<String, Incoming>> placed = builder.stream(
                        Topics.REPORT_SUBMITTED,
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("submitted"))
                .process(placing, Named.as("submissions"))
                .split(Named.as(PLACED))
                .branch((key, incoming) -> incoming instanceof Incoming.Sent, Branched.as(HERE))
                .defaultBranch(Branched.as(ELSEWHERE));
        return branch(placed, HERE)
                .merge(
                        branch(placed, ELSEWHERE)
                                .repartition(Repartitioned.with(Serdes.String(), Stores.misplaced())
                                        .withName(Topics.REPORT_SUBMITTED)
                                        .withNumberOfPartitions(partitions.count())),
                        Named.as("with-misplaced"));
    }

    private static KStream<String, Incoming> branch(Map<String, KStream<String, Incoming>> placed, String name) {
        KStream<String, Incoming> branch = placed.get(PLACED + name);
        if (branch == null) {
            throw new IllegalStateException("there is no branch " + name);
        }
        return branch;
    }

    private static String topicOf(SpecificRecord event) {
        return event instanceof ReportAccepted ? Topics.REPORT_ACCEPTED : Topics.REPORT_REJECTED;
    }

    private KStream<String, Incoming> news(StreamsBuilder builder) {
        KStream<String, Progress> routed = builder.stream(
                        Topics.REPORT_ROUTED,
                        Consumed.with(Serdes.String(), serdes.of(ReportRouted.class))
                                .withName("routed"))
                .mapValues(News::of, Named.as("news-of-routing"));
        return routed.merge(elsewhere(builder), Named.as("all-news")).mapValues(Incoming.Heard::new, Named.as("news"));
    }

    /** Other news is keyed by incident, or by who evaluates; what an office asks for is kept where its submissions are. */
    private KStream<String, Progress> elsewhere(StreamsBuilder builder) {
        KStream<String, Progress> evaluated = builder.stream(
                        Topics.REPORT_EVALUATED,
                        Consumed.with(Serdes.String(), serdes.of(ReportEvaluated.class))
                                .withName("evaluated"))
                .mapValues(News::of, Named.as("news-of-evaluations"));
        return builder.stream(
                        Topics.INCIDENT_EVENT,
                        Consumed.with(Serdes.String(), serdes.of(IncidentEvent.class))
                                .withName("incidents"))
                .mapValues(News::of, Named.as("news-of-incidents"))
                .merge(evaluated, Named.as("news-of-reports"))
                .filter((key, progress) -> !progress.destinations().isEmpty(), Named.as("news-only"))
                .selectKey((key, progress) -> progress.sender(), Named.as("by-sender"))
                .repartition(Repartitioned.with(Serdes.String(), Stores.smile(Progress.class))
                        .withName(Topics.INCIDENT_EVENT)
                        .withNumberOfPartitions(partitions.count()));
    }
}
