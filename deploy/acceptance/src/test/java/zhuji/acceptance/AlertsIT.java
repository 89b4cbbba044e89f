package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;
import zhuji.local.LocalPipeline.Server;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/**
 * What alerts are for is made to happen, and they fire; {@link ObserveIT} does the same for those of copies, letters and marked items. The
 * rules are ours but for time: what waits for days, hours or minutes waits for seconds here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(9)
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String REPORTER = "450103";

    /**
     * On each partition as many as the alert of lag waits for: a consumer knows its lag only where it has fetched, and each fetch brings the whole of a
     * batch, however little is asked for.
     */
    private static final int MANY = 20_000;

    /** An offset far behind the last submission. */
    private static final long NOWHERE = 1_000_000_000;

    /** Number of a schema nobody registered. */
    private static final int UNSEEN = 424_242;

    private static final double BYTES_A_SECOND = 3_000;
    private static final List<String> RESTORING =
            List.of("slow-StreamThread-1-restore-consumer", "slow-StateUpdater-1-restore-consumer");
    private static final List<String> READING = List.of("slow-StreamThread-1-consumer");
    private static final List<String> SLOWLY = List.of(
            "--spring.kafka.streams.properties.client.id=slow",
            "--spring.kafka.streams.properties.consumer.max.partition.fetch.bytes=1000",
            "--spring.kafka.streams.properties.consumer.fetch.max.bytes=1000");

    private static final List<String> WITHOUT_A_BROKER = List.of("DeadlinesWait", "AuditStale");

    private RunningPipeline running;
    private LocalPipeline processes;
    private Prometheus prometheus;

    @BeforeAll
    void observe(RunningPipeline started) {
        running = started;
        processes = started.processes();
        prometheus = Prometheus.beside(running, AlertsIT::spedUp);
        await().atMost(PATIENCE).until(() -> prometheus.asked("count(up == 1)").equals("5"));
    }

    private static String spedUp(String rules) {
        return rules.replaceAll("for: \\w+", "for: 2s")
                .replace("[14d]", "[3m]")
                .replace("[3d]", "[30s]")
                .replace("> 3600", "> 30");
    }

    /** What a test that failed left limited would slow the next. */
    @AfterEach
    void liftLimits() throws Exception {
        limit(null, RESTORING);
        limit(null, READING);
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private void awaitFiring(String alert, String labels) {
        await(alert).atMost(PATIENCE).until(() -> prometheus.isFiring(alert, labels));
    }

    private void awaitQuiet(String alert, String labels) {
        await(alert + " to end").atMost(PATIENCE).until(() -> !prometheus.isFiring(alert, labels));
    }

    @Test
    @Order(1)
    void tellsOfARegionNothingComesFrom() throws IOException {
        running.feeder().feed(Stream.of(running.submission("SILENT").toString()));

        awaitFiring("RegionSilent", ",region=\"45\"");
        assertThat(prometheus.isFiring("RegionSilent", ",region=\"11\""))
                .as("of a region that never files nothing is expected")
                .isFalse();
    }

    @Test
    @Order(2)
    void tellsOfAServiceThatIsDown() throws Exception {
        assertThat(prometheus.isFiring("ServiceDown", "")).isFalse();
        processes.kill(Service.SCORING);

        awaitFiring("ServiceDown", ",service=\"scoring\"");
        processes.launch(Service.SCORING);
        processes.awaitReady(Service.SCORING);
        awaitQuiet("ServiceDown", "");
    }

    /** Its state, and then its records, come in drops, as from a broker in distress. */
    @Test
    @Order(3)
    void tellsOfAServiceThatDoesNotProcessAndOfOneThatFallsBehind() throws Exception {
        feedMany("STATE");
        await().atMost(PATIENCE).until(() -> running.tallied() >= MANY);
        assertThat(prometheus.isFiring("TopologyNotRunning", "")).isFalse();
        restartSlowly(Service.SCORING);

        awaitFiring("TopologyNotRunning", ",service=\"scoring\"");
        limit(null, RESTORING);
        processes.awaitReady(Service.SCORING);
        awaitQuiet("TopologyNotRunning", "");

        assertThat(prometheus.isFiring("Lag", "")).isFalse();
        // They are there before it fetches: what it knows of its lag is as old as its last fetch, and the next comes in
        // drops.
        processes.stop(Service.SCORING);
        feedMany("LAG");
        await().atMost(PATIENCE)
                .until(() -> running.log().events(ReportAccepted.class).stream()
                        .anyMatch(report -> report.getReportId().endsWith(":AT-LAG-" + (MANY - 1))));
        limit(BYTES_A_SECOND, READING);
        processes.launch(Service.SCORING, SLOWLY);
        awaitFiring("Lag", ",service=\"scoring\"");
        limit(null, READING);
        processes.awaitReady(Service.SCORING);
        awaitQuiet("Lag", "");
    }

    /** With no state of its own on disk, and a broker that gives it back in drops. */
    private void restartSlowly(Service service) throws Exception {
        limit(BYTES_A_SECOND, RESTORING);
        processes.stop(service);
        FileSystemUtils.deleteRecursively(running.data().resolve("state").resolve(service.id()));
        processes.launch(service, SLOWLY);
    }

    private void feedMany(String name) {
        running.feeder()
                .feed(IntStream.range(0, MANY)
                        .mapToObj(number ->
                                running.submission(name + "-" + number).toString()));
    }

    /** @param rate bytes a second the broker gives these clients; null for as many as they like */
    private void limit(@Nullable Double rate, List<String> clients) throws Exception {
        try (Admin admin = Admin.create(processes.kafka())) {
            admin.alterClientQuotas(clients.stream()
                            .map(client -> new ClientQuotaAlteration(
                                    new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client)),
                                    List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", rate))))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** One forged event: this version cannot handle it, and it is in no chain. */
    @Test
    @Order(4)
    void tellsOfACaseSetAsideAndOfABrokenChain() throws Exception {
        double aside = valueOf("sum(zhuji_escalation_cases_aside)");
        double broken = valueOf("sum(zhuji_audit_broken{invariant=\"I7\"})");
        running.feeder().feed(Stream.of(running.fire(REPORTER, "FORGED", 3).toString()));
        await().atMost(PATIENCE).until(() -> !accepted(REPORTER + ":AT-FORGED").isEmpty());
        ReportAccepted report = accepted(REPORTER + ":AT-FORGED").getFirst();
        forge(ReportAccepted.newBuilder(report)
                .setSubmission(Submission.newBuilder(report.getSubmission())
                        .setMode(Mode.UNRECOGNIZED)
                        .setSubmissionId("AT-FORGED-LATER")
                        .build())
                .setReportId(REPORTER + ":AT-FORGED-LATER")
                .setSource(
                        new Source(Topics.REPORT_SUBMITTED, report.getSource().getPartition(), NOWHERE))
                .setPreviousDigest("0".repeat(64))
                .build());

        await().atMost(PATIENCE).until(() -> valueOf("sum(zhuji_escalation_cases_aside)") > aside);
        await().atMost(PATIENCE).until(() -> valueOf("sum(zhuji_audit_broken{invariant=\"I7\"})") > broken);
        awaitFiring("CaseSetAside", "");
        awaitFiring("ChainBroken", "");
    }

    private double valueOf(String expression) throws IOException {
        String value = prometheus.asked(expression);
        return value.isEmpty() ? 0 : Double.parseDouble(value);
    }

    private List<ReportAccepted> accepted(String reportId) {
        return running.log()
                .events(ReportAccepted.class, report -> report.getReportId().equals(reportId));
    }

    private void forge(ReportAccepted event) throws Exception {
        try (var producer = new KafkaProducer<String, ReportAccepted>(
                processes.kafka(), new StringSerializer(), new EventSerdes(processes.registryUrl()).serializer())) {
            producer.send(new ProducerRecord<>(Topics.REPORT_ACCEPTED, REPORTER, event))
                    .get();
        }
    }

    /** Deadlines fall due while nobody can look for them; what is told of them on its return is told late. */
    @Test
    @Order(5)
    void tellsThatMissesAreReportedLate() throws Exception {
        assertThat(prometheus.isFiring("DeadlineObjectiveBurnsFast", "")).isFalse();
        assertThat(prometheus.isFiring("DeadlineObjectiveBurnsSlowly", "")).isFalse();
        running.feeder()
                .feed(IntStream.range(0, 10)
                        .mapToObj(number ->
                                running.fire(REPORTER, "LATE-" + number, 30).toString()));
        await().atMost(PATIENCE).until(() -> received("450103:LATE-9"));
        processes.kill(Service.ESCALATION);
        awaitFiring("ServiceDown", ",service=\"escalation\"");
        processes.launch(Service.ESCALATION);
        processes.awaitReady(Service.ESCALATION);

        awaitFiring("DeadlineObjectiveBurnsFast", "");
        awaitFiring("DeadlineObjectiveBurnsSlowly", "");
    }

    private boolean received(String incidentId) {
        return !running.log()
                .events(
                        IncidentEvent.class,
                        event -> event.getIncidentId().equals(incidentId)
                                && event.getKind() == IncidentEventKind.RECEIVED)
                .isEmpty();
    }

    /** It answers, and has all its cases yet to read. */
    @Test
    @Order(6)
    void tellsThatNobodyLooksForDeadlines() throws Exception {
        assertThat(prometheus.isFiring("PatrolStopped", "")).isFalse();
        restartSlowly(Service.ESCALATION);

        awaitFiring("PatrolStopped", "");
        limit(null, RESTORING);
        processes.awaitReady(Service.ESCALATION);
        awaitQuiet("PatrolStopped", "");
    }

    /** The broker stands still for a minute and a half; everything says so, and goes on when it does. */
    @Test
    @Order(7)
    void tellsThatDeadlinesWaitWhileTheBrokerIsAway() throws Exception {
        for (String alert : WITHOUT_A_BROKER) {
            assertThat(prometheus.isFiring(alert, "")).as(alert).isFalse();
        }
        signal("-STOP", Server.BROKER);
        try {
            for (Service service : Service.values()) {
                awaitNotReady(service, "broker");
                assertThat(running.get(service, "/actuator/health/liveness").statusCode())
                        .as("a restart would not help " + service.id())
                        .isEqualTo(200);
            }
            WITHOUT_A_BROKER.forEach(alert -> awaitFiring(alert, ""));
        } finally {
            signal("-CONT", Server.BROKER);
        }

        for (Service service : Service.values()) {
            processes.awaitReady(service);
        }
        running.feeder().feed(Stream.of(running.fire(REPORTER, "AFTER", 30).toString()));
        await().atMost(PATIENCE).until(() -> received(REPORTER + ":AFTER"));
        WITHOUT_A_BROKER.forEach(alert -> awaitQuiet(alert, ""));
    }

    /**
     * Without a registry what is known goes on. A record of a schema nobody has seen waits, and what stands behind it; readiness and an alert say so,
     * and a service that is started waits for the registry as well. When it is back, all goes on without a restart.
     */
    @Test
    @Order(8)
    void waitsForARegistryThatIsAway() throws Exception {
        assertThat(prometheus.isFiring("RecordRepeated", "")).isFalse();
        long intake = processes.pid(Service.INTAKE);
        processes.stop(Service.ROUTING);
        processes.stopRegistry();
        try {
            running.feeder().feed(Stream.of(running.submission("KNOWN").toString()));
            await().atMost(PATIENCE).until(() -> isAccepted("450100:AT-KNOWN"));
            assertThat(running.get(Service.INTAKE, "/actuator/health/readiness").statusCode())
                    .as("all goes on")
                    .isEqualTo(200);
            processes.launch(Service.ROUTING);
            running.feeder().post("450100", Foreign.framed(UNSEEN, new byte[1]), Map.of());
            running.feeder().feed(Stream.of(running.submission("BEHIND").toString()));
            awaitNotReady(Service.INTAKE, "flow");
            awaitFiring("RecordRepeated", ",service=\"intake\"");
            assertThat(isAccepted("450100:AT-BEHIND")).isFalse();
        } finally {
            processes.launchRegistry();
        }
        await().atMost(PATIENCE).until(() -> isAccepted("450100:AT-BEHIND"));
        processes.awaitReady(Service.INTAKE);
        processes.awaitReady(Service.ROUTING);
        assertThat(processes.pid(Service.INTAKE)).isEqualTo(intake);
        processes.requireAlive();
    }

    /** An office begins a transaction, writes, and never ends it: the broker does, within its limit. */
    @Test
    @Order(10)
    void tellsOfATransactionThatDoesNotEnd() throws Exception {
        assertThat(prometheus.isFiring("InputWithheld", "")).isFalse();
        var settings = new Properties();
        settings.putAll(processes.kafka());
        settings.put("transactional.id", "office-that-forgets");
        settings.put("transaction.timeout.ms", "900000");
        try (var greedy = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(greedy::initTransactions).hasMessageContaining("transaction.max.timeout.ms");
        }
        settings.put("transaction.timeout.ms", "30000");
        try (var forgetting = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            forgetting.initTransactions();
            forgetting.beginTransaction();
            forgetting
                    .send(new ProducerRecord<>(
                            Topics.REPORT_SUBMITTED,
                            "450100",
                            running.submission("OPEN").toString()))
                    .get();
            running.feeder().feed(Stream.of(running.submission("WITHHELD").toString()));
            awaitFiring("InputWithheld", ",topic=\"report.submitted\"");
            await().atMost(PATIENCE).until(() -> isAccepted("450100:AT-WITHHELD"));
        }
        assertThat(isAccepted("450100:AT-OPEN")).isFalse();
        awaitQuiet("InputWithheld", "");
    }

    private boolean isAccepted(String reportId) {
        return !running.log()
                .events(ReportAccepted.class, accepted -> accepted.getReportId().equals(reportId))
                .isEmpty();
    }

    private void awaitNotReady(Service service, String because) {
        await(service.id()).atMost(PATIENCE).untilAsserted(() -> {
            var answer = running.get(service, "/actuator/health/readiness");
            assertThat(answer.statusCode()).isEqualTo(503);
            JsonNode health = JsonMapper.shared().readTree(answer.body());
            assertThat(health.at("/components/" + because + "/status").asString())
                    .isEqualTo("OUT_OF_SERVICE");
        });
    }

    private void signal(String signal, Server server) throws Exception {
        int status = new ProcessBuilder("kill", signal, Long.toString(processes.pid(server)))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    /** Scoring watches a disk of its own, of two megabytes, almost all of which is taken. */
    @Test
    @Order(9)
    void tellsThatADiskFills() throws Exception {
        Path disk = Files.createDirectory(running.data().resolve("disk"));
        String fill = "mount -t tmpfs -o size=2m none " + disk + " && head -c 1950000 /dev/zero > " + disk + "/full";
        assumeTrue(
                new ProcessBuilder("unshare", "-rm", "sh", "-c", fill).start().waitFor() == 0,
                "skipped: a small disk cannot be mounted here (unshare -rm)");
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", fill + " && exec \"$@\"", "sh"));
        command.addAll(commandOf(processes.pid(Service.SCORING)));
        command.add("--management.metrics.system.diskspace.paths=" + disk);
        assertThat(prometheus.isFiring("DiskFilling", "")).isFalse();
        processes.stop(Service.SCORING);
        Process scoring = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(running.data().resolve("logs/scoring-disk.log").toFile())
                .start();
        try {
            awaitFiring("DiskFilling", ",service=\"scoring\"");
        } finally {
            scoring.destroy();
            scoring.waitFor();
            processes.launch(Service.SCORING);
            processes.awaitReady(Service.SCORING);
        }
    }

    private static List<String> commandOf(long pid) throws IOException {
        return List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    }
}
