package zhuji.bench;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zhuji.events.ReportAccepted;
import zhuji.events.RoutedReport;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/**
 * What one would write by hand with kafka-clients and Confluent's serializers, and nothing else: one record in, two out, a transaction for each
 * poll. Everything is measured against it.
 */
@Command(name = "loop", hidden = true, description = "The hand-written exactly-once loop, until it is stopped.")
final class HandWrittenLoop implements Callable<Integer> {

    /** Where the two go; both have as many partitions as the topic read. */
    static final List<String> OUTPUTS = List.of("bench.loop.first", "bench.loop.second");

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int A_TRANSACTION = 2_000;
    private static final int BATCH = 256 * 1024;
    private static final int TRANSACTION_MILLIS = 20_000;

    @Option(names = "--bootstrap", required = true)
    private String bootstrap = "";

    @Option(names = "--registry", required = true)
    private String registry = "";

    @Option(names = "--group", required = true)
    private String group = "";

    @Override
    public Integer call() {
        // Making it lets Avro trust our records.
        var serdes = new EventSerdes(registry);
        Map<String, Object> avro = Map.of("schema.registry.url", registry, "specific.avro.reader", true);
        var reading = new KafkaAvroDeserializer(serdes.registry());
        reading.configure(avro, false);
        var writing = new KafkaAvroSerializer(serdes.registry());
        writing.configure(avro, false);
        try (var consumer = new KafkaConsumer<String, Object>(consuming(), new StringDeserializer(), reading);
                var producer = new KafkaProducer<String, Object>(producing(), new StringSerializer(), writing)) {
            producer.initTransactions();
            consumer.subscribe(List.of(Topics.REPORT_ACCEPTED));
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<String, Object> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    carry(records, consumer, producer);
                }
            }
        }
        return 0;
    }

    private static void carry(
            ConsumerRecords<String, Object> records,
            KafkaConsumer<String, Object> consumer,
            KafkaProducer<String, Object> producer) {
        producer.beginTransaction();
        for (ConsumerRecord<String, Object> record : records) {
            var accepted = (ReportAccepted) record.value();
            for (String output : OUTPUTS) {
                var unused = producer.send(new ProducerRecord<>(output, record.key(), delivered(accepted, output)));
            }
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private static RoutedReport delivered(ReportAccepted accepted, String output) {
        return RoutedReport.newBuilder()
                .setEventId(accepted.getEventId() + "#" + output)
                .setReportId(accepted.getReportId())
                .setOffice(accepted.getOffice())
                .setDestination(output)
                .setRule("R4")
                .setReceivedAt(accepted.getReceivedAt())
                .setDigest(accepted.getDigest())
                .setSubmission(accepted.getSubmission())
                .build();
    }

    private Map<String, Object> consuming() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                A_TRANSACTION,
                // As the services have it.
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
    }

    private Map<String, Object> producing() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                group,
                // The clients' own minute is more than the broker lets a transaction stay open.
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.SEND_BUFFER_CONFIG,
                CommonClientConfigs.SEND_BUFFER_LOWER_BOUND);
    }
}
