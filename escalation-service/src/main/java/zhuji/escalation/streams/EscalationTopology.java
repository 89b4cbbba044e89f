package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Policies;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.telemetry.Traces;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.OfficeTable;

/** Escalation: incident reports and desks' actions in, what happened to each case out; deadlines by the clock. */
public final class EscalationTopology {

    private static final String PLACED = "placed-";
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";

    private final EventSerdes serdes;
    private final Policies policies;
    private final InstantSource clock;
    private final Progress progress;
    private final Settings settings;
    private final EscalationMetrics metrics;
    private final Traces traces;
    private final Function<String, KeyValueBytesStoreSupplier> keeping;

    /**
     * What differs from one installation to the other.
     *
     * @param places at which cases are kept: as many as {@code incident.action} has partitions
     * @param patrol how often deadlines are looked for
     */
    public record Settings(int places, Duration patrol) {}

    /**
     * With state on disk.
     *
     * @param policies for cases opened from now on
     * @param progress up to when desks' actions have been handled
     */
    public EscalationTopology(
            EventSerdes serdes,
            Policies policies,
            InstantSource clock,
            Progress progress,
            Settings settings,
            EscalationMetrics metrics,
            Traces traces) {
        this(
                serdes,
                policies,
                clock,
                progress,
                settings,
                metrics,
                traces,
                org.apache.kafka.streams.state.Stores::persistentKeyValueStore);
    }

    /**
     * With state wherever it is to be.
     *
     * @param keeping what keeps the bytes of a store of that name
     */
    public EscalationTopology(
            EventSerdes serdes,
            Policies policies,
            InstantSource clock,
            Progress progress,
            Settings settings,
            EscalationMetrics metrics,
            Traces traces,
            Function<String, KeyValueBytesStoreSupplier> keeping) {
        this.serdes = serdes;
        this.policies = policies;
        this.clock = clock;
        this.progress = progress;
        this.settings = settings;
        this.metrics = metrics;
        this.traces = traces;
        this.keeping = keeping;
    }

    /** Adds the topology to a builder. */
    public void addTo(StreamsBuilder builder) {
        OfficeTable offices = OfficeTable.addTo(builder, serdes);
        Stores.builders(keeping).forEach(builder::addStateStore);
        reports(builder)
                .merge(actions(builder), Named.as("commands"))
                .process(
                        () -> new CaseProcessor(offices, policies, clock, progress, settings.patrol(), metrics, traces),
                        Named.as("climb"),
                        Stores.ALL)
                .to(
                        Topics.INCIDENT_EVENT,
                        Produced.with(Serdes.String(), serdes.of(IncidentEvent.class))
                                .withName("happenings"));
    }

    /**
     * The case a record it reads is for.
     *
     * @return null of what is none of its business: most routine reports
     */
    public static @Nullable String incidentOf(SpecificRecord command) {
        return command instanceof ReportAccepted accepted && !Commands.concern(accepted)
                ? null
                : Commands.incidentIdOf(command);
    }

    /** What the identities of the events begin with that a report or an action causes; a {@code #} follows. */
    public static String causeOf(SpecificRecord command) {
        return command instanceof ReportAccepted accepted
                ? accepted.getEventId()
                : Steps.causeOf(Commands.of((DeskAction) command, Instant.EPOCH));
    }

    /** Reports are keyed by office; a case is handled where its actions are, by incident. */
    private KStream<String, SpecificRecord> reports(StreamsBuilder builder) {
        return builder.stream(
                        Topics.REPORT_ACCEPTED,
                        Consumed.with(Serdes.String(), serdes.passingSubmissionsOn(ReportAccepted.class))
                                .withName("accepted"))
                .filter((office, accepted) -> Commands.concern(accepted), Named.as("incidents-only"))
                .selectKey((office, accepted) -> Commands.incidentId(accepted), Named.as("by-incident"))
                .repartition(Repartitioned.with(Serdes.String(), StoredEvents.accepted())
                        .withName(Topics.REPORT_ACCEPTED)
                        .withNumberOfPartitions(settings.places()))
                .mapValues(accepted -> (SpecificRecord) accepted, Named.as("as-command"));
    }

    /** Wherever they stand: a desk's client may have another partitioner than ours. */
    private KStream<String, SpecificRecord> actions(StreamsBuilder builder) {
        Map<String, KStream<String, PlacedAction>> placed = builder.stream(
                        Topics.INCIDENT_ACTION,
                        Consumed.with(Serdes.String(), serdes.of(DeskAction.class))
                                .withName("acted"))
                .process(() -> new PlacingProcessor(settings.places()), Named.as("as-action"))
                .split(Named.as(PLACED))
                .branch((incidentId, action) -> action.here(), Branched.as(HERE))
                .defaultBranch(Branched.as(ELSEWHERE));
        KStream<String, DeskAction> brought = branch(placed, ELSEWHERE)
                .mapValues(PlacedAction::action, Named.as("misplaced-action"))
                .repartition(Repartitioned.with(Serdes.String(), StoredEvents.actions())
                        .withName(Topics.INCIDENT_ACTION)
                        .withNumberOfPartitions(settings.places()));
        return branch(placed, HERE)
                .mapValues(PlacedAction::action, Named.as("placed-action"))
                .merge(brought, Named.as("all-actions"))
                .mapValues(action -> (SpecificRecord) action, Named.as("as-action-command"));
    }

    private static KStream<String, PlacedAction> branch(
            Map<String, KStream<String, PlacedAction>> placed, String name) {
        KStream<String, PlacedAction> branch = placed.get(PLACED + name);
        if (branch == null) {
            throw new IllegalStateException("there is no branch " + name);
        }
        return branch;
    }
}
