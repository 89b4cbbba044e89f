package zhuji.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.audit.log.KafkaLog;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.events.OperatorActed;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;
import zhuji.wire.EventSerdes;

/** The dead letters a command is about. */
final class Letters {

    @Mixin
    private Cluster cluster = new Cluster();

    @Option(names = "--topic", description = "Letters of records of this topic")
    private @Nullable String topic;

    @Option(names = "--reader", description = "Letters of this reader: intake, routing, escalation or scoring")
    private @Nullable String reader;

    @Option(names = "--cause", description = "Letters whose failure's class holds this text")
    private @Nullable String cause;

    @Option(names = "--since", converter = Period.Moment.class, paramLabel = "T", description = "Letters not older")
    private @Nullable Instant since;

    @Option(names = "--all", description = "Also those that were replayed or discarded")
    private boolean all;

    @Parameters(arity = "0..*", paramLabel = "PLACE", description = "Letters at topic/partition/offset; none for all")
    private List<String> places = new ArrayList<>();

    Cluster cluster() {
        return cluster;
    }

    /** Those that fit, in the order of their places. */
    List<Letter> find() {
        EventDecoder decoder = EventDecoder.ofAll(new EventSerdes(cluster.registry()).schemas());
        var log = new KafkaLog(cluster.kafka(), new EventSerdes(cluster.registry()).schemas(), null, null);
        List<Letter> letters = new ArrayList<>();
        Set<Place> handled = new HashSet<>();
        log.read(
                log.stretches().stream()
                        .filter(stretch -> Topic.isOfDeadLetters(stretch.topic())
                                || stretch.topic().equals(Topics.AUDIT_OPERATION))
                        .toList(),
                record -> {
                    if (Topic.isOfDeadLetters(record.place().topic())) {
                        letters.add(new Letter(record));
                    } else {
                        handled.add(handled(decoder, record));
                    }
                });
        return letters.stream()
                .filter(letter -> fits(letter) && (all || !handled.contains(letter.place())))
                .sorted((one, two) -> one.place().compareTo(two.place()))
                .toList();
    }

    private static Place handled(EventDecoder decoder, LogRecord record) {
        byte[] value = record.value();
        try {
            if (value != null && decoder.decode(value) instanceof OperatorActed acted) {
                return new Place(
                        acted.getLetter().getTopic(),
                        acted.getLetter().getPartition(),
                        acted.getLetter().getOffset());
            }
        } catch (SerializationException unreadable) {
            // Whatever it is, it handled no letter.
        }
        return record.place();
    }

    private boolean fits(Letter letter) {
        return (topic == null || topic.equals(letter.topic()))
                && (reader == null || reader.equals(letter.reader()))
                && (cause == null || letter.cause().contains(cause))
                && (since == null || !letter.record().at().isBefore(since))
                && (places.isEmpty() || places.contains(letter.place().toString()));
    }
}
