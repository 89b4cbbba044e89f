package zhuji.audit.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.LogRecord;
import zhuji.escalation.EscalationProperties;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.streams.EscalationMetrics;
import zhuji.escalation.streams.EscalationTopology;
import zhuji.events.EventHeaders;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.telemetry.Traces;
import zhuji.wire.EventSerdes;

/**
 * Escalation's topology, case by case, at the times its events bear. A window begins when a desk is told, so that a second run by the
 * clock would make other times; Kafka's own driver for topologies is the one that lets somebody else say what time it is.
 */
final class CaseReplay implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final int UNCONFIRMED = 1_000;

    private final RunningTopology.Into into;
    private final Log log;
    private final Path state;
    private final EventSerdes serdes;
    private final Policies policies;
    private final Producer<byte[], byte[]> producer;

    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private Instant clock = Instant.EPOCH;
    private Instant handled = Instant.EPOCH;

    CaseReplay(RunningTopology.Into into, Log log, Path state, EscalationProperties settings) throws IOException {
        this.into = into;
        this.log = log;
        this.state = state;
        this.serdes = new EventSerdes(into.registry());
        this.policies = settings.policies();
        this.producer = new KafkaProducer<>(into.kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Replays every case there is. */
    void run(Duration settled, Consumer<String> progress) {
        var files = new CaseFiles(log);
        int[] cases = {0};
        files.forEachLot(lot -> {
            Instant latest = files.latest();
            Instant end = latest == null ? Instant.EPOCH : latest.minus(settled);
            try (TopologyTestDriver driver = driver()) {
                offices(driver);
                lot.forEach(file -> {
                    new Run(driver, file).through(end);
                    progress.accept("%,d cases".formatted(++cases[0]));
                });
            }
        });
        confirm();
    }

    /** Its state goes with the lot, and needs no disk. */
    private TopologyTestDriver driver() {
        var builder = new StreamsBuilder();
        new EscalationTopology(
                        serdes,
                        policies,
                        () -> clock,
                        partition -> handled,
                        new EscalationTopology.Settings(1, TICK),
                        new EscalationMetrics(RunningTopology.meters()),
                        Traces.NONE,
                        Stores::inMemoryKeyValueStore)
                .addTo(builder);
        return new TopologyTestDriver(builder.build(), RunningTopology.settings(Topics.ESCALATION, into, state));
    }

    private void offices(TopologyTestDriver driver) {
        log.read(
                log.stretches().stream()
                        .filter(stretch -> stretch.topic().equals(Topics.OFFICE_REGISTERED))
                        .toList(),
                office -> put(driver, office));
    }

    /** One case, from its first report to where its events end. */
    private final class Run {

        private final TopologyTestDriver driver;
        private final CaseFile file;
        private final Set<String> made = new HashSet<>();

        Run(TopologyTestDriver driver, CaseFile file) {
            this.driver = driver;
            this.file = file;
        }

        /** @param end what is due until then must have happened */
        void through(Instant end) {
            clock = Instant.EPOCH;
            for (int event = 0; event < file.events().size(); event++) {
                if (!made.contains(file.events().get(event).id())) {
                    bringAbout(event);
                }
            }
            rest(file.reports(), end);
            rest(file.actions(), end);
            pass(end, end);
        }

        private void bringAbout(int event) {
            CaseFile.Published published = file.events().get(event);
            Instant due = published.dueOf(file.incidentId());
            if (due != null) {
                pass(due, published.at());
            } else if (published.isOfSettingAside(file.incidentId())) {
                handUntil(published);
            } else {
                hand(file.reports(), event);
                hand(file.actions(), event);
            }
        }

        /** A case's being set aside names no cause: one of the commands that had come by then. */
        private void handUntil(CaseFile.Published published) {
            at(published.at());
            for (List<CaseFile.Command> commands : List.of(file.reports(), file.actions())) {
                while (!made.contains(published.id())
                        && !commands.isEmpty()
                        && !commands.getFirst().record().at().isAfter(published.at())) {
                    put(driver, commands.removeFirst().record());
                    collect();
                }
            }
        }

        /** Hands over the command that caused it, and what came before that; nothing where none of them did. */
        private void hand(List<CaseFile.Command> commands, int event) {
            CaseFile.Published published = file.events().get(event);
            String cause = commands.stream()
                    .map(CaseFile.Command::cause)
                    .filter(published::isCausedBy)
                    .findFirst()
                    .orElse(null);
            if (cause == null) {
                return;
            }
            at(file.handledAt(event, cause));
            boolean before = true;
            for (Iterator<CaseFile.Command> left = commands.iterator(); before && left.hasNext(); ) {
                CaseFile.Command command = left.next();
                before = !command.cause().equals(cause);
                left.remove();
                put(driver, command.record());
                collect();
            }
        }

        /** What made nothing must make nothing now. */
        private void rest(List<CaseFile.Command> commands, Instant end) {
            for (CaseFile.Command command : commands) {
                if (command.record().at().isBefore(end)) {
                    at(command.record().at());
                    put(driver, command.record());
                    collect();
                }
            }
        }

        private void pass(Instant upTo, Instant now) {
            at(now);
            handled = upTo;
            driver.advanceWallClockTime(TICK);
            handled = Instant.EPOCH;
            collect();
        }

        private void at(Instant now) {
            clock = CaseFile.later(clock, now);
        }

        private void collect() {
            for (TestRecord<byte[], byte[]> event : taken(driver, Topics.INCIDENT_EVENT)) {
                made.add(new String(event.headers().lastHeader(EventHeaders.ID).value(), StandardCharsets.UTF_8));
                write(Topics.INCIDENT_EVENT, event);
            }
            for (String topic : driver.producedTopicNames()) {
                List<TestRecord<byte[], byte[]>> others = taken(driver, topic);
                if (Topic.isOfDeadLetters(topic)) {
                    others.forEach(letter -> write(topic, letter));
                }
            }
        }
    }

    private void write(String topic, TestRecord<byte[], byte[]> record) {
        sent.add(producer.send(new ProducerRecord<>(
                into.prefix() + topic, null, record.timestamp(), record.key(), record.value(), record.headers())));
        if (sent.size() >= UNCONFIRMED) {
            confirm();
        }
    }

    private void confirm() {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException refused) {
                throw new LogException("the broker does not take what is replayed; look at it, and run again", refused);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LogException("the replay was interrupted", interrupted);
            }
        }
        sent.clear();
    }

    private static List<TestRecord<byte[], byte[]>> taken(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static void put(TopologyTestDriver driver, LogRecord record) {
        Headers headers = new RecordHeaders(record.headers());
        driver.createInputTopic(record.place().topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<byte @Nullable [], byte @Nullable []>(
                        record.key(), record.value(), headers, record.at()));
    }

    @Override
    public void close() {
        producer.close();
    }
}
