package zhuji.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import zhuji.audit.log.Place;
import zhuji.events.OperationKind;
import zhuji.events.OperatorActed;
import zhuji.events.Source;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;
import zhuji.wire.failures.DeadLetters;

/** Does something about dead letters, and says who did and why, in the same transaction: neither is there without the other. */
final class LetterOperations {

    /** Brokers let none stay open for longer than thirty seconds. */
    private static final int TRANSACTION_MILLIS = 20_000;

    private final Cluster cluster;
    private final String operator;
    private final String reason;
    private final Serializer<OperatorActed> events;

    LetterOperations(Cluster cluster, String operator, String reason) {
        this.cluster = cluster;
        this.operator = operator;
        this.reason = reason;
        this.events = new EventSerdes(cluster.registry()).serializer();
    }

    /**
     * Does it.
     *
     * @param rate letters a second at most
     */
    void execute(OperationKind kind, List<Letter> letters, int rate) throws ExecutionException, InterruptedException {
        var settings = cluster.kafka();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "zhuji-dead-letters-" + UUID.randomUUID());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_LETTER);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (Letter letter : letters) {
                producer.beginTransaction();
                if (kind == OperationKind.REPLAYED) {
                    producer.send(replayed(letter)).get();
                }
                producer.send(told(kind, letter)).get();
                producer.commitTransaction();
                TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) / rate);
            }
        }
    }

    /** Into the partition it was read from, so that it stands among the records of its key. */
    private static ProducerRecord<byte[], byte[]> replayed(Letter letter) {
        var headers = new RecordHeaders();
        for (Header header : letter.record().headers()) {
            if (!header.key().equals(DeadLetters.CAUSE) && !header.key().equals(DeadLetters.ORIGIN)) {
                headers.add(header);
            }
        }
        headers.remove(DeadLetters.REPLAYED_FROM);
        headers.add(DeadLetters.REPLAYED_FROM, letter.place().toString().getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                letter.topic(),
                letter.place().partition(),
                letter.record().key(),
                letter.record().value(),
                headers);
    }

    private ProducerRecord<byte[], byte[]> told(OperationKind kind, Letter letter) {
        Place place = letter.place();
        Instant now = Instant.now();
        String id = place + "#" + kind + "/" + now.toEpochMilli();
        OperatorActed event = OperatorActed.newBuilder()
                .setEventId(id)
                .setKind(kind)
                .setLetter(new Source(place.topic(), place.partition(), place.offset()))
                .setOrigin(letter.origin())
                .setOperator(operator)
                .setReason(reason)
                .setAt(now)
                .build();
        return new ProducerRecord<>(
                Topics.AUDIT_OPERATION,
                null,
                letter.topic().getBytes(StandardCharsets.UTF_8),
                events.serialize(Topics.AUDIT_OPERATION, event),
                EventStamp.headers(id, OperatorActed.class, "zhuji", now, new RecordHeaders()));
    }
}
