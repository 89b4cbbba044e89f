package zhuji.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.ReportEvaluated;
import zhuji.events.RoutedReport;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

/**
 * Editors at the national office and at the regions' who evaluate what they are sent, as real ones do: some reports are adopted, of those
 * some endorsed by a leader, a few returned, very few found untrue; one evaluation in twelve is posted twice. What becomes of a report follows
 * from its number and the editors' level alone, so that two runs agree.
 */
final class ScriptedEditors implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration READING = Duration.ofDays(3);
    private static final List<String> KINDS =
            List.of("ON_FILE", "MERGED", "CIRCULATED", "SPECIAL_REPORT", "ON_FILE", "MERGED");
    private static final int OF = 200;

    private final KafkaConsumer<String, RoutedReport> reports;
    private final KafkaProducer<String, ReportEvaluated> evaluations;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong posted = new AtomicLong();
    private final Thread reader;

    ScriptedEditors(Properties kafka, EventSerdes serdes) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.reports = new KafkaConsumer<>(settings, new StringDeserializer(), serdes.deserializer(RoutedReport.class));
        this.evaluations = new KafkaProducer<>(kafka, new StringSerializer(), serdes.serializer());
        List<TopicPartition> places = Stream.concat(
                        Stream.of(Topics.REPORT_NATIONAL),
                        Topics.REGIONS.stream().map(Topics::region))
                .map(Topics::named)
                .flatMap(ScriptedEditors::partitions)
                .toList();
        reports.assign(places);
        reports.seekToBeginning(places);
        this.reader = Thread.ofPlatform().name("editors").daemon().start(this::readAll);
    }

    private static Stream<TopicPartition> partitions(Topic topic) {
        return Stream.iterate(0, partition -> partition < topic.partitions(), partition -> partition + 1)
                .map(partition -> new TopicPartition(topic.name(), partition));
    }

    /** How many reports they have read. */
    long read() {
        return read.get();
    }

    /** How many evaluations they have posted, those posted twice once. */
    long posted() {
        return posted.get();
    }

    private void readAll() {
        try {
            while (true) {
                for (ConsumerRecord<String, RoutedReport> record : reports.poll(POLL)) {
                    evaluate(record.value());
                    read.incrementAndGet();
                }
            }
        } catch (WakeupException closed) {
            reports.close();
        }
    }

    private void evaluate(RoutedReport report) {
        if (report.getSubmission().getMode() != Mode.ACTUAL) {
            return;
        }
        Level level = report.getDestination().equals(Topics.REPORT_NATIONAL) ? Level.NATIONAL : Level.PROVINCE;
        if (evaluator(report, level).equals(report.getOffice())) {
            return;
        }
        int luck = Math.floorMod((report.getReportId() + level).hashCode() * 31, OF);
        if (luck < 60) {
            post(report, level, EvaluationKind.ADOPTED, KINDS.get(luck % KINDS.size()), luck);
            if (luck < 15) {
                post(report, level, EvaluationKind.ENDORSED, null, luck);
            }
        } else if (luck < 70) {
            post(report, level, EvaluationKind.RETURNED, null, luck);
        } else if (luck == OF - 1 && level == Level.NATIONAL) {
            post(report, level, EvaluationKind.FOUND_UNTRUE, null, luck);
        }
    }

    private static String evaluator(RoutedReport report, Level level) {
        return level == Level.NATIONAL ? "000000" : Topics.prefixOf(report.getOffice()) + "0000";
    }

    private void post(RoutedReport report, Level level, EvaluationKind kind, @Nullable String adoption, int luck) {
        Instant at = report.getSubmission().getSubmittedAt().plus(READING);
        ReportEvaluated evaluation = ReportEvaluated.newBuilder()
                .setEvaluationId(report.getReportId() + "/" + level + "/" + kind)
                .setReportId(report.getReportId())
                .setOffice(report.getOffice())
                .setKind(kind)
                .setLevel(level)
                .setAdoption(adoption)
                .setSharedBy("MERGED".equals(adoption) ? 2 : 1)
                .setAttachment(luck == 3)
                .setEvaluator(evaluator(report, level))
                .setEvaluatedAt(at)
                .build();
        var headers = EventStamp.headers(
                evaluation.getEvaluationId(), ReportEvaluated.class, "editor", at, new RecordHeaders());
        for (int times = luck % 12 == 0 ? 2 : 1; times > 0; times--) {
            var unused = evaluations.send(
                    new ProducerRecord<>(Topics.REPORT_EVALUATED, null, report.getOffice(), evaluation, headers));
        }
        posted.incrementAndGet();
    }

    @Override
    public void close() {
        reports.wakeup();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        evaluations.close(Duration.ofSeconds(5));
    }
}
