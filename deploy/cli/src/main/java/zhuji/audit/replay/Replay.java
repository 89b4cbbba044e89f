package zhuji.audit.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import zhuji.audit.log.KafkaLog;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Stretch;
import zhuji.audit.replay.Sides.Side;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.intake.streams.IntakeMetrics;
import zhuji.intake.streams.IntakeTopology;
import zhuji.intake.streams.SubmissionPartitions;
import zhuji.routing.streams.RoutingMetrics;
import zhuji.routing.streams.RoutingTopology;
import zhuji.scoring.streams.ScoringMetrics;
import zhuji.scoring.streams.ScoringTopology;
import zhuji.wire.EventDecoder;
import zhuji.wire.EventSerdes;

/**
 * Runs the services' topologies over the log into topics under a prefix, and compares what comes out with what was published. Each reads what
 * the others published then, so that a difference is its own. They read from the beginning, for that is what they knew.
 */
public final class Replay {

    /** How late a deadline may be reported missed (I5). */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final Duration PUBLISH = Duration.ofMillis(500);

    private final RunningTopology.Into into;
    private final EventSerdes serdes;
    private final ServiceSettings settings;
    private final Replayed topics;

    /**
     * @param kafka client settings
     * @param registry address of the schema registry
     * @param prefix what the topics it writes to begin with
     * @param settings what the services were set to
     * @throws IllegalArgumentException when topics of the pipeline itself begin with the prefix
     */
    public Replay(Properties kafka, String registry, String prefix, ServiceSettings settings) {
        this.into = new RunningTopology.Into(kafka, registry, prefix);
        this.serdes = new EventSerdes(registry);
        this.settings = settings;
        this.topics = new Replayed(kafka, prefix);
    }

    /**
     * Replays and compares.
     *
     * @param from what was published before is not compared; null for the beginning
     * @param to what was published then or later is not compared, nor tallies and decisions, of which only the latest is kept; null for now
     * @param shown how many differences are named
     * @param keep whether what was written is kept afterwards
     * @param progress told how far it is
     * @throws IllegalArgumentException when there are topics under the prefix already; they are left alone
     */
    public Comparison run(
            @Nullable Instant from, @Nullable Instant to, int shown, boolean keep, Consumer<String> progress)
            throws ExecutionException, InterruptedException, IOException {
        Path folder = Files.createTempDirectory("zhuji-replay");
        try {
            topics.create();
            try {
                Log log = new KafkaLog(into.kafka(), serdes.schemas(), null, to);
                decide(log, folder, progress);
                return compared(log, from, to, folder, shown, progress);
            } finally {
                if (keep) {
                    topics.removeWorkings();
                } else {
                    topics.removeAll();
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Deletes everything a replay left under its prefix. */
    public void remove() throws ExecutionException, InterruptedException {
        topics.removeAll();
    }

    private void decide(Log log, Path folder, Consumer<String> progress)
            throws ExecutionException, InterruptedException, IOException {
        List<RunningTopology> running = new ArrayList<>();
        try {
            running.add(started(Topics.INTAKE, log, folder, this::intake));
            running.add(started(
                    Topics.ROUTING,
                    log,
                    folder,
                    (builder, same) -> new RoutingTopology(
                                    serdes, new RoutingMetrics(RunningTopology.meters(), InstantSource.system()))
                            .addTo(builder)));
            running.add(started(Topics.SCORING, log, folder, scoring()));
            try (var cases = new CaseReplay(into, log, folder.resolve(Topics.ESCALATION), settings.escalation())) {
                cases.run(SETTLED, progress);
            }
            for (RunningTopology topology : running) {
                topology.awaitTheEnd();
            }
        } finally {
            running.forEach(RunningTopology::close);
        }
    }

    private RunningTopology started(String service, Log log, Path folder, BiConsumer<StreamsBuilder, Log> topology) {
        var builder = new StreamsBuilder();
        topology.accept(builder, log);
        var running = new RunningTopology(service, into, log, folder.resolve(service), builder);
        running.start();
        return running;
    }

    private void intake(StreamsBuilder builder, Log log) {
        new IntakeTopology(
                        serdes,
                        new SubmissionPartitions(new Submitted(log).partitions()),
                        settings.intake().clockRule(),
                        settings.intake().textLimits(),
                        new IntakeMetrics(RunningTopology.meters()))
                .addTo(builder);
    }

    private BiConsumer<StreamsBuilder, Log> scoring() throws IOException {
        var books = settings.scoring().books();
        return (builder, log) -> {
            int partitions = Math.toIntExact(log.stretches().stream()
                    .filter(stretch -> stretch.topic().equals(Topics.REPORT_ACCEPTED))
                    .count());
            var how = new ScoringTopology.Settings(
                    partitions,
                    settings.scoring().recompute(),
                    PUBLISH,
                    settings.scoring().demonstration());
            new ScoringTopology(serdes, books, how, new ScoringMetrics(RunningTopology.meters())).addTo(builder);
        };
    }

    private Comparison compared(
            Log log, @Nullable Instant from, @Nullable Instant to, Path folder, int shown, Consumer<String> progress) {
        // What was published has to be read as far as it reaches now: the outcome of what came last may have come
        // since.
        Log published = new KafkaLog(into.kafka(), serdes.schemas(), null, null);
        Log replayed = KafkaLog.under(into.prefix(), into.kafka(), serdes.schemas());
        var decoder = EventDecoder.ofAll(published.schemas());
        var submitted = new Submitted(log);
        var changes = new Changes();
        published.read(
                published.stretches().stream()
                        .filter(stretch -> Submitted.tells(stretch) || Changes.tells(stretch))
                        .toList(),
                record -> {
                    SpecificRecord event = Outcomes.readable(decoder, record);
                    if (event != null) {
                        submitted.learn(event);
                        changes.learn(event, record);
                    }
                });
        try (var sides = new Sides(folder)) {
            var outcomes = new Outcomes(decoder, submitted, changes, from, log.until(), sides);
            Map<String, Topic> topics = Replayed.compared().stream()
                    .filter(topic -> to == null || !topic.isCompacted())
                    .collect(Collectors.toMap(Topic::name, topic -> topic));
            progress.accept("comparing");
            read(published, "", topics, (topic, record) -> outcomes.take(Side.PUBLISHED, topic, record));
            read(replayed, into.prefix(), topics, (topic, record) -> outcomes.take(Side.REPLAYED, topic, record));
            return new Differences(published, replayed, decoder, into.prefix(), shown).of(sides);
        }
    }

    /** All at once: a reader takes half a second to be closed. */
    private static void read(Log log, String prefix, Map<String, Topic> topics, BiConsumer<Topic, LogRecord> each) {
        List<Stretch> stretches = log.stretches().stream()
                .filter(stretch -> topics.containsKey(stretch.topic().substring(prefix.length())))
                .toList();
        log.read(stretches, record -> {
            Topic topic = topics.get(record.place().topic().substring(prefix.length()));
            if (topic != null) {
                each.accept(topic, record);
            }
        });
    }
}
