package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import zhuji.events.EventHeaders;
import zhuji.events.RoutedReport;
import zhuji.events.Topics;
import zhuji.local.Service;
import zhuji.local.dashboards.DashboardPages;
import zhuji.wire.EventSerdes;

/** A real Prometheus beside the running pipeline: every query of every dashboard and rule is asked, and answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(7)
class ObserveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";

    private RunningPipeline running;
    private Prometheus prometheus;

    @BeforeAll
    void observe(RunningPipeline started) throws Exception {
        running = started;
        prometheus = Prometheus.beside(running, UnaryOperator.identity());
        feed("1");
        await().atMost(PATIENCE).until(() -> prometheus.asked("count(up == 1)").equals("5"));
        await().atMost(PATIENCE)
                .until(() ->
                        !prometheus.asked("max(zhuji_audit_finished_seconds)").isEmpty());
        await().atMost(PATIENCE)
                .until(() -> !prometheus
                        .asked("sum(zhuji_escalation_cases_open) > 0")
                        .isEmpty());
        // What counts up is seen to do so.
        feed("2");
    }

    private void feed(String turn) throws Exception {
        running.post(
                Service.INTAKE,
                "/submissions/validate",
                running.submission("OBSERVE-" + turn).toString());
        running.feeder()
                .post(
                        "450100",
                        running.submission("OBSERVE-" + turn).toString().getBytes(StandardCharsets.UTF_8),
                        Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON, EventHeaders.TRACE_PARENT, SAMPLED));
        running.feeder()
                .feed(Stream.of(
                        running.submission("OBSERVE-BAD-" + turn)
                                .put("title", "")
                                .toString(),
                        running.fire("450103", "OBSERVE-" + turn, 30).toString()));
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    /** Panels that may have nothing to show, and why. */
    private static Map<String, String> mayBeEmpty() {
        Map<String, String> reasons = new TreeMap<>();
        Observed.read(Observed.root().resolve("deploy/grafana/may-be-empty.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> reasons.put(cells[1].strip().replace("`", ""), cells[2].strip()));
        return reasons;
    }

    @Test
    void answersEveryQueryOfEveryDashboard() throws Exception {
        Map<String, String> reasons = mayBeEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> empty = new ArrayList<>();
            for (Observed.Query query : Observed.queries()) {
                if (isEmpty(query) && !reasons.containsKey(query.where())) {
                    empty.add(query.where() + ": " + query.expression());
                }
            }
            assertThat(empty).isEmpty();
        });
    }

    private boolean isEmpty(Observed.Query query) throws IOException, InterruptedException {
        JsonNode answer = prometheus.ask(filledIn(query.expression()));
        assertThat(answer.get("status").asString())
                .as(query + ": " + answer.path("error").asString(""))
                .isEqualTo("success");
        return answer.get("data").get("result").isEmpty();
    }

    private static String filledIn(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h")
                .replaceAll("\\$\\{?(region|level|service)\\}?", ".*");
    }

    /** From a slow report to its trace. */
    @Test
    void hasATraceForWhatWasMeasured() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus
                                .get("query_exemplars?query=zhuji_routing_delay_seconds_bucket&start=0&end="
                                        + Instant.now().getEpochSecond())
                                .toString())
                        .contains(TRACE));
    }

    /** Who has no Grafana looks at pages. */
    @Test
    void drawsEveryDashboard() throws Exception {
        var pages = new DashboardPages(
                Observed.root().resolve("deploy/grafana/dashboards"),
                "http://127.0.0.1:" + running.processes().ports().prometheus(),
                Path.of("target/dashboards"));

        // Rates take a minute until there are any.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pages.draw())
                        .hasSize(4)
                        .allSatisfy(page -> assertThat(page)
                                .content()
                                .contains("</svg>", "class='value'", "<h2>")
                                .doesNotContain("NaN", "{{", "@title@")));
    }

    @Test
    void evaluatesEveryRule() throws Exception {
        List<JsonNode> rules = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            rules.clear();
            for (JsonNode group : prometheus.get("rules").get("data").get("groups")) {
                group.get("rules").forEach(rules::add);
            }
            assertThat(rules)
                    .isNotEmpty()
                    .allSatisfy(
                            rule -> assertThat(rule.get("health").asString()).isEqualTo("ok"));
        });
        assertThat(rules).hasSameSizeAs(Observed.ruleExpressions());
    }

    /** What the pipeline promises is broken on purpose; who is on call hears of it. */
    @Test
    void firesWhenACopyIsMissingARecordCannotBeReadAndAMarkedItemComes() throws Exception {
        var serdes = new EventSerdes(running.processes().registryUrl());
        var delivered = running.log()
                .events(RoutedReport.class, report -> report.getReportId().equals("450100:AT-OBSERVE-1"))
                .getFirst();
        var alone = RoutedReport.newBuilder(delivered)
                .setEventId("alone")
                .setDestination(Topics.REPORT_NATIONAL)
                .build();
        send(Topics.REPORT_NATIONAL, serdes.serializer().serialize(Topics.REPORT_NATIONAL, alone));
        send(Topics.REPORT_ACCEPTED, "noise".getBytes(StandardCharsets.UTF_8));
        String marked =
                running.submission("OBSERVE-MARKED").put("marking", "秘密").toString();
        assertThat(running.post(Service.INTAKE, "/submissions", marked).statusCode())
                .isEqualTo(422);

        for (String alert : List.of("CopyMissing", "PromiseBroken", "DeadLetters", "MarkedItemRefused")) {
            await(alert).atMost(PATIENCE).until(() -> prometheus.isFiring(alert, ""));
        }
    }

    private void send(String topic, byte[] bytes) throws Exception {
        try (var producer =
                new KafkaProducer<>(running.processes().kafka(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "450100", bytes)).get();
        }
    }
}
