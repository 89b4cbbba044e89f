package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zhuji.events.ActionKind;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Reason;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.Topics;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/**
 * The ways in which other clients write. By its default librdkafka puts a record on the partition of its key's CRC-32, all others on that of Java's
 * murmur2; that way is tried by its bytes wherever the client cannot be had.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(3)
class ForeignClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OFFICE = "450107";
    private static final String CITY = "450100";
    private static final String JSON = "content-type=application/json";

    private final Map<ForeignClient, Boolean> installed = new ConcurrentHashMap<>();
    private RunningPipeline running;
    private KafkaProducer<String, byte[]> producer;
    private String bootstrap;

    @BeforeAll
    void start(RunningPipeline started) {
        running = started;
        bootstrap = running.processes().kafka().getProperty("bootstrap.servers");
        producer = new KafkaProducer<>(running.processes().kafka(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    void stop() {
        producer.close();
    }

    private static int partitions(String topic) {
        return Objects.requireNonNull(Topics.named(topic)).partitions();
    }

    private static int crc32(String topic, String key) {
        var crc = new CRC32();
        crc.update(key.getBytes(UTF_8));
        return (int) (crc.getValue() % partitions(topic));
    }

    private static int murmur2(String topic, String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions(topic);
    }

    private static String number() {
        return "FC" + System.nanoTime();
    }

    private void requireInstalled(ForeignClient client) {
        assumeTrue(
                installed.computeIfAbsent(client, ForeignClient::isInstalled),
                () -> "skipped: " + client + " is not installed; " + client.remedy());
    }

    private void send(String topic, int partition, String key, byte[] value) throws Exception {
        var sent = new ProducerRecord<>(topic, partition, key, value);
        sent.headers().add("content-type", "application/json".getBytes(UTF_8));
        producer.send(sent).get();
    }

    private byte[] submission(String number) {
        return running.submission(number).put("office", OFFICE).toString().getBytes(UTF_8);
    }

    private void awaitAccepted(String number) {
        await(number)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log().events(ReportAccepted.class))
                        .anyMatch(report -> report.getReportId().equals(OFFICE + ":AT-" + number)));
    }

    private void awaitRefusedWithAWordOnPartitioners(String number) {
        await(number)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log().events(ReportRejected.class))
                        .filteredOn(report -> ("AT-" + number).equals(report.getSubmissionId()))
                        .flatExtracting(ReportRejected::getReasons)
                        .extracting(Reason::getEn)
                        .anyMatch(reason -> reason.contains("partitioner=murmur2_random")));
    }

    /** A case of which librdkafka's default puts an action elsewhere than Java does. */
    private String opened() throws Exception {
        String number = IntStream.range(0, 1_000)
                .mapToObj(attempt -> number() + attempt)
                .filter(each -> crc32(Topics.INCIDENT_ACTION, OFFICE + ":" + each)
                        != murmur2(Topics.INCIDENT_ACTION, OFFICE + ":" + each))
                .findFirst()
                .orElseThrow();
        send(
                Topics.REPORT_SUBMITTED,
                murmur2(Topics.REPORT_SUBMITTED, OFFICE),
                OFFICE,
                running.fire(OFFICE, number, 4).toString().getBytes(UTF_8));
        String incident = OFFICE + ":" + number;
        await(incident)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.incidents(IncidentEventKind.RECEIVED))
                        .anyMatch(event -> event.getIncidentId().equals(incident)
                                && event.getRung().equals(CITY)));
        return incident;
    }

    private byte[] acknowledgement(String incident) {
        try (var serializer = new EventSerdes(running.processes().registryUrl()).<SpecificRecord>serializer()) {
            return serializer.serialize(
                    Topics.INCIDENT_ACTION,
                    DeskAction.newBuilder()
                            .setActionId(incident + "/foreign")
                            .setIncidentId(incident)
                            .setKind(ActionKind.ACKNOWLEDGE)
                            .setDesk(CITY)
                            .setActor("值班员丙")
                            .setSeenVersion(1)
                            .setActedAt(Instant.now())
                            .build());
        }
    }

    private void awaitAcknowledged(String incident) {
        await(incident)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.incidents(IncidentEventKind.ACKNOWLEDGED))
                        .extracting(IncidentEvent::getIncidentId)
                        .contains(incident));
    }

    @Test
    void carriesOutAnActionWhereverItStands() throws Exception {
        String incident = opened();

        producer.send(new ProducerRecord<>(
                        Topics.INCIDENT_ACTION,
                        crc32(Topics.INCIDENT_ACTION, incident),
                        incident,
                        acknowledgement(incident)))
                .get();

        awaitAcknowledged(incident);
    }

    @Test
    void tellsWhoPutAReportElsewhereHowToSetThePartitionerAndAResendThatItIsAccepted() throws Exception {
        int elsewhere = (murmur2(Topics.REPORT_SUBMITTED, OFFICE) + 1) % partitions(Topics.REPORT_SUBMITTED);
        String number = number();
        send(Topics.REPORT_SUBMITTED, elsewhere, OFFICE, submission(number));
        awaitRefusedWithAWordOnPartitioners(number);
        assertThat(running.get(Service.INTAKE, "/submissions/" + OFFICE + "/AT-" + number)
                        .body())
                .contains("PARTITION")
                .contains("partitioner=murmur2_random");
        send(Topics.REPORT_SUBMITTED, murmur2(Topics.REPORT_SUBMITTED, OFFICE), OFFICE, submission(number));
        awaitAccepted(number);

        send(Topics.REPORT_SUBMITTED, elsewhere, OFFICE, submission(number));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log().events(ReportDuplicated.class))
                        .anyMatch(again -> again.getReportId().equals(OFFICE + ":AT-" + number)
                                && again.getSource().getPartition() == elsewhere));
    }

    @ParameterizedTest
    @EnumSource(ForeignClient.class)
    void takesWhatAnotherClientSends(ForeignClient client) throws Exception {
        requireInstalled(client);
        String incident = opened();
        client.send(bootstrap, Topics.INCIDENT_ACTION, incident, acknowledgement(incident));
        awaitAcknowledged(incident);

        String number = number();
        String[] settings = client == ForeignClient.LIBRDKAFKA
                ? new String[] {JSON, "partitioner=murmur2_random"}
                : new String[] {JSON};
        client.send(bootstrap, Topics.REPORT_SUBMITTED, OFFICE, submission(number), settings);
        awaitAccepted(number);
    }

    /** A client of Python, .NET or PHP that sets nothing. */
    @Test
    void refusesAReportThatLibrdkafkaPutElsewhereByDefault() throws IOException {
        requireInstalled(ForeignClient.LIBRDKAFKA);
        String key = IntStream.range(450_101, 450_125)
                .mapToObj(Integer::toString)
                .filter(office -> crc32(Topics.REPORT_SUBMITTED, office) != murmur2(Topics.REPORT_SUBMITTED, office))
                .findFirst()
                .orElseThrow();
        String number = number();

        String stands = ForeignClient.LIBRDKAFKA.send(
                bootstrap,
                Topics.REPORT_SUBMITTED,
                key,
                running.submission(number).put("office", key).toString().getBytes(UTF_8),
                JSON);

        assertThat(stands).startsWith(crc32(Topics.REPORT_SUBMITTED, key) + " ");
        awaitRefusedWithAWordOnPartitioners(number);
    }
}
