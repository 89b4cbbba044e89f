package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.Outcome;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRouted;
import zhuji.events.ScoreEntry;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** What scoring promises on a real broker: no point lost or doubled through crashes, the same outcome from the log alone, closed years. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScoringIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int YEAR = 2025;
    private static final int EVALUATED = 400;
    private static final List<String> KINDS = List.of("ON_FILE", "CIRCULATED", "SPECIAL_REPORT");

    private final JsonMapper json = JsonMapper.shared();
    private final long seed = Long.getLong("zhuji.seed", System.nanoTime());
    private RunningPipeline running;
    private LocalPipeline pipeline;
    private WholeLog log;

    @BeforeAll
    void start(RunningPipeline started) throws IOException {
        System.out.println("seed of the kills: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        running = started;
        pipeline = started.processes();
        log = started.log();
        feedWhenNobodyHas();
    }

    /** Run by itself, or after a class that ended early, this one does not find the year on the log. */
    private void feedWhenNobodyHas() throws IOException {
        Input input = Input.available();
        if (running.tallied() < input.accepted()) {
            running.feeder().feed(input.lines().stream());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(running.tallied()).isGreaterThanOrEqualTo(input.accepted()));
        }
    }

    /** Killed at random instants while evaluations flow, some of them twice. */
    @Test
    @Order(1)
    void losesAndDoublesNoPointWhenKilled() throws Exception {
        List<ReportAccepted> reports = log.events(ReportAccepted.class).stream()
                .filter(report -> report.getSubmission().getMode() == Mode.ACTUAL
                        && !report.getOffice().endsWith("0000"))
                .limit(EVALUATED)
                .toList();
        assertThat(reports).isNotEmpty();
        var random = new Random(seed);
        Thread posting = Thread.ofVirtual().start(() -> evaluate(reports));
        for (int kill = 0; kill < 2; kill++) {
            Instant when = Instant.now().plusMillis(500 + random.nextInt(2_500));
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(when));
            pipeline.kill(Service.SCORING);
            pipeline.launch(Service.SCORING);
            pipeline.awaitReady(Service.SCORING);
        }
        posting.join();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(evaluated()).isEqualTo(2L * reports.size()));
        List<ScoreEntry> entries = log.events(ScoreEntry.class);
        assertThat(entries).extracting(ScoreEntry::getEventId).doesNotHaveDuplicates();
        assertThat(sums(entries)).isEqualTo(points());
        assertThat(pipeline.recompute().status())
                .as("the log alone says the same")
                .isZero();
    }

    private void evaluate(List<ReportAccepted> reports) {
        var settings = pipeline.kafka();
        try (var editors = new KafkaProducer<String, ReportEvaluated>(
                settings, new StringSerializer(), new EventSerdes(pipeline.registryUrl()).serializer())) {
            int number = 0;
            for (ReportAccepted report : reports) {
                post(editors, report, Level.NATIONAL, KINDS.get(number++ % KINDS.size()));
                post(editors, report, Level.PROVINCE, KINDS.get(number % KINDS.size()));
                if (number % 5 == 0) {
                    post(editors, report, Level.PROVINCE, KINDS.get(number % KINDS.size()));
                }
                LockSupport.parkNanos(15_000_000);
            }
        }
    }

    private static void post(
            KafkaProducer<String, ReportEvaluated> editors, ReportAccepted report, Level level, String adoption) {
        var unused = editors.send(new ProducerRecord<>(
                Topics.REPORT_EVALUATED,
                report.getOffice(),
                ReportEvaluated.newBuilder()
                        .setEvaluationId(report.getReportId() + "/" + level)
                        .setReportId(report.getReportId())
                        .setOffice(report.getOffice())
                        .setKind(EvaluationKind.ADOPTED)
                        .setLevel(level)
                        .setAdoption(adoption)
                        .setEvaluator(level == Level.NATIONAL ? "000000" : Topics.prefixOf(report.getOffice()) + "0000")
                        .setEvaluatedAt(report.getReceivedAt())
                        .build()));
    }

    private long evaluated() {
        return running.tallies().values().stream()
                .flatMap(tally -> tally.getAdoptedByLevel().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, BigDecimal> sums(List<ScoreEntry> entries) {
        Map<String, BigDecimal> sums = new HashMap<>();
        entries.forEach(
                entry -> sums.merge(entry.getOffice() + "/" + entry.getYear(), entry.getPoints(), BigDecimal::add));
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    private Map<String, BigDecimal> points() {
        Map<String, BigDecimal> points = new HashMap<>();
        running.tallies().forEach((key, tally) -> {
            if (tally.getPoints().signum() != 0) {
                points.put(key, tally.getPoints());
            }
        });
        return points;
    }

    @Test
    @Order(2)
    void comesBackWithEveryPointOnAnEmptyDisk() throws Exception {
        String office = mostEvaluated();
        String before =
                running.get(Service.SCORING, "/scores/" + YEAR + "/" + office).body();
        int entries = log.events(ScoreEntry.class).size();

        pipeline.stop(Service.SCORING);
        empty(running.data().resolve("state").resolve("scoring"));
        pipeline.launch(Service.SCORING);
        pipeline.awaitReady(Service.SCORING);

        assertThat(running.get(Service.SCORING, "/scores/" + YEAR + "/" + office)
                        .body())
                .isEqualTo(before);
        assertThat(log.events(ScoreEntry.class)).hasSize(entries);
    }

    private String mostEvaluated() {
        return running.tallies().values().stream()
                .filter(tally -> tally.getYear() == YEAR)
                .max(Comparator.comparingLong(AnnualTally::getScoredItems))
                .orElseThrow()
                .getOffice();
    }

    @Test
    @Order(3)
    void explainsEveryPointOfAnOffice() throws Exception {
        String office = mostEvaluated();

        JsonNode page = json.readTree(
                running.get(Service.SCORING, "/scores/" + YEAR + "/" + office).body());

        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode entry : page.get("entries")) {
            sum = sum.add(entry.get("points").decimalValue());
            assertThat(entry.get("zh").stringValue()).isNotBlank();
            assertThat(entry.get("event").stringValue()).matches("[a-z.]+/\\d+/\\d+");
        }
        assertThat(sum).isEqualByComparingTo(page.get("points").decimalValue()).isPositive();
        assertThat(running.get(Service.SCORING, "/scores/" + YEAR + "/999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void triesAnotherRuleBookAndKeepsNothingOfIt() throws Exception {
        int before = log.events(AnnualTally.class).size();
        String quzhou = Files.readString(Path.of(System.getProperty("zhuji.root"))
                .resolve("scoring-service/src/main/resources/rulebooks/quzhou.yaml"));

        JsonNode tried = json.readTree(running.postYaml(
                        Service.SCORING, "/years/" + YEAR + "/what-if", quzhou.replace("信息版: 4", "SPECIAL_REPORT: 7"))
                .body());

        assertThat(tried.get("differences").size()).isPositive();
        assertThat(log.events(AnnualTally.class)).hasSize(before);
        assertThat(running.postYaml(Service.SCORING, "/years/" + YEAR + "/what-if", "title: x")
                        .body())
                .contains("what-if.yaml line");
    }

    @Test
    @Order(5)
    void closesAYearAndHeedsWhatAPersonConfirms() throws Exception {
        assertThat(running.post(Service.SCORING, "/years/2126/close", "{\"operator\":\"值班员\"}")
                        .statusCode())
                .isEqualTo(409);

        assertThat(running.post(Service.SCORING, "/years/" + YEAR + "/close", "{\"operator\":\"值班员\"}")
                        .statusCode())
                .isEqualTo(200);

        JsonNode ranking = json.readTree(
                running.get(Service.SCORING, "/scores/" + YEAR + "?size=3").body());
        assertThat(ranking.get("offices").get(0).get("outcome").stringValue()).isNotBlank();
        assertThat(running.get(Service.SCORING, "/scores/" + YEAR + "?region=45", "text/csv")
                        .body())
                .contains("名次,代码,单位")
                .contains("450100");
        assertThat(running.get(Service.SCORING, "/years/" + YEAR + "/bulletin").body())
                .startsWith("# 关于2025年度政务信息报送情况的通报")
                .contains("征求意见稿");
        confirmARevocation(silent());
    }

    private String silent() {
        return log.events(AnnualDecision.class, decision -> decision.getProposal() == Outcome.REVOKE)
                .getLast()
                .getOffice();
    }

    private void confirmARevocation(String office) throws Exception {
        String path = "/years/" + YEAR + "/decisions/" + office;
        assertThat(running.post(Service.SCORING, path, "{\"outcome\":\"RETAIN\",\"confirmer\":\"秘书长\"}")
                        .body())
                .contains("reason is missing");

        assertThat(running.post(Service.SCORING, path, "{\"outcome\":\"REVOKE\",\"confirmer\":\"秘书长\"}")
                        .statusCode())
                .isEqualTo(200);

        running.feeder()
                .feed(Stream.of(running.submission("revoked")
                        .put("office", office)
                        .put("submittedAt", "2026-02-03T10:21:07+08:00")
                        .toString()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.events(
                                ReportRouted.class,
                                routed -> routed.getReportId().equals(office + ":AT-revoked")))
                        .extracting(ReportRouted::getRule)
                        .containsExactly("R1"));
    }

    @Test
    @Order(6)
    void opensAYearAgainOnlyWithAReason() throws Exception {
        assertThat(running.post(Service.SCORING, "/years/" + YEAR + "/reopen", "{\"operator\":\"值班员\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(running.post(
                                Service.SCORING,
                                "/years/" + YEAR + "/reopen",
                                "{\"operator\":\"值班员\",\"reason\":\"补录\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(running.get(Service.SCORING, "/years/" + YEAR + "/bulletin").statusCode())
                .isEqualTo(409);
        assertThat(running.post(Service.SCORING, "/years/" + YEAR + "/close", "{\"operator\":\"值班员\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** A contact point more, one that is retired: ranking, circular, trial and recomputation of the closed year stay as they are. */
    @Test
    @Order(7)
    void leavesAClosedYearAloneWhenTheRegistryChanges(@TempDir Path folder) throws Exception {
        String bulletin = "/years/" + YEAR + "/bulletin";
        String before = running.get(Service.SCORING, bulletin).body();
        Map<String, byte[]> decisions = AnotherCluster.latest(pipeline, Topics.SCORE_DECISION);
        Path offices = folder.resolve("offices.csv");
        Files.writeString(offices, """
                code,name,level,parent,contactPoint,status,successors
                320900,盐城市,prefecture,320000,false,former,
                329900,新设市,prefecture,320000,true,active,
                """);

        assertThat(running.zhuji("offices", "apply", offices.toString()).out()).contains("2 offices registered");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.get(Service.SCORING, "/scores/2026?region=32")
                                .body())
                        .contains("329900")
                        .doesNotContain("320900"));
        assertThat(running.get(Service.SCORING, bulletin).body())
                .isEqualTo(before)
                .contains("盐城市");
        assertSame(AnotherCluster.latest(pipeline, Topics.SCORE_DECISION), decisions);
        String usual = Files.readString(Path.of(System.getProperty("zhuji.root"))
                .resolve("scoring-service/src/main/resources/rulebooks/default.yaml"));
        JsonNode tried = json.readTree(running.postYaml(Service.SCORING, "/years/" + YEAR + "/what-if", usual)
                .body());
        assertThat(tried.get("differences").size()).as("the same book").isZero();
        assertThat(tried.get("same").asInt()).isEqualTo(333);
        assertThat(pipeline.recompute().status()).isZero();
    }

    /** The same log with other numbers of partitions, told office by office in another order: the same bytes. */
    @Test
    @Order(8)
    void comesToTheSameBytesWithOtherPartitionsAndInAnotherOrder() throws Exception {
        assertThat(pipeline.recompute().status()).isZero();
        try (var other = AnotherCluster.of(pipeline, seed)) {
            Map<String, byte[]> tallies = AnotherCluster.latest(pipeline, Topics.SCORE_TALLY);
            Map<String, byte[]> decisions = AnotherCluster.latest(pipeline, Topics.SCORE_DECISION);

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertSame(other.latest(Topics.SCORE_TALLY), tallies);
                assertSame(other.latest(Topics.SCORE_DECISION), decisions);
            });
            assertThat(tallies).hasSizeGreaterThan(100);
            assertThat(decisions).hasSize(333);
        }
    }

    private static void assertSame(Map<String, byte[]> there, Map<String, byte[]> here) {
        Set<String> differing = new HashSet<>(here.keySet());
        differing.addAll(there.keySet());
        differing.removeIf(key -> Arrays.equals(there.get(key), here.get(key)));
        assertThat(differing).isEmpty();
    }

    private static void empty(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
