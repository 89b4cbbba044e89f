package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zhuji.events.EventHeaders;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Notice;
import zhuji.events.Topics;
import zhuji.local.Service;

/** One report followed from where it is posted to the last notice; and logs for machines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(8)
class TraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT = "00f067aa0ba902b7";

    private RunningPipeline running;

    @BeforeAll
    void begin(RunningPipeline started) {
        running = started;
    }

    @Test
    void followsAReportFromItsSubmissionToTheLastNotice() throws Exception {
        try (var collector = new TraceCollector(running.collectorPort())) {
            ObjectNode fire = running.fire("450103", "TRACED", 30);
            assertThat(post(fire).statusCode()).isEqualTo(202);
            // Nobody relays it: the clock takes it up, level by level, to the national office.
            await().atMost(PATIENCE)
                    .until(() -> !running.log()
                            .events(
                                    IncidentEvent.class,
                                    event -> event.getIncidentId().equals("450103:TRACED")
                                            && event.getKind() == IncidentEventKind.DEADLINE_MISSED)
                            .isEmpty());

            await().atMost(PATIENCE).untilAsserted(() -> {
                List<TraceCollector.Span> spans = collector.of(TRACE);
                assertThat(spans)
                        .extracting(TraceCollector.Span::service)
                        .contains("intake", "routing", "escalation", "scoring");
                assertThat(spans)
                        .extracting(TraceCollector.Span::name)
                        .contains("http post /submissions", "route", "step");
                assertThat(spans.stream().filter(span -> span.name().equals("step")))
                        .as("the opening, and deadlines that fell due")
                        .hasSizeGreaterThan(2);
            });
            // Services export each in its own time: a span may come before the one that caused it.
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<TraceCollector.Span> come = collector.of(TRACE);
                var known = come.stream().map(TraceCollector.Span::id).collect(Collectors.toSet());
                known.add(CLIENT);
                assertThat(come).extracting(TraceCollector.Span::parent).isSubsetOf(known);
            });
            List<TraceCollector.Span> spans = collector.of(TRACE);
            assertThat(spans.toString())
                    .contains("450103:TRACED")
                    .doesNotContain(
                            fire.get("title").asString(),
                            fire.get("body").asString(),
                            fire.get("author").asString(),
                            fire.get("signer").asString());
        }
        assertThat(running.log().on(topic -> topic.startsWith(Topics.inbox(""))))
                .filteredOn(entry ->
                        entry.event() instanceof Notice notice && "450103:TRACED".equals(notice.getIncidentId()))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        entry -> assertThat(traceParent(entry)).contains(TRACE).endsWith("-01"));
    }

    private HttpResponse<String> post(ObjectNode submission) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(RunningPipeline.address(
                                    running.processes().ports().of(Service.INTAKE), "/submissions"))
                            .header("content-type", "application/json")
                            .header("traceparent", "00-" + TRACE + "-" + CLIENT + "-01")
                            .POST(HttpRequest.BodyPublishers.ofString(submission.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String traceParent(WholeLog.Entry entry) {
        Header header = entry.raw().headers().lastHeader(EventHeaders.TRACE_PARENT);
        return new String(header.value(), StandardCharsets.US_ASCII);
    }

    /** Elastic's common schema, by Boot's own switch; what was handled is named, and never told. */
    @Test
    void logsForMachinesWhereThatIsAskedFor() throws Exception {
        var processes = running.processes();
        processes.stop(Service.ROUTING);
        processes.launch(Service.ROUTING, List.of("--logging.structured.format.console=ecs"));
        processes.awaitReady(Service.ROUTING);
        String noise = "noise that cannot be read";
        try (var producer = new KafkaProducer<>(processes.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(Topics.REPORT_ACCEPTED, "450100", noise.getBytes(StandardCharsets.UTF_8));
            record.headers()
                    .add(
                            EventHeaders.TRACE_PARENT,
                            ("00-" + TRACE + "-" + CLIENT + "-01").getBytes(StandardCharsets.US_ASCII));
            record.headers().add(EventHeaders.ID, "forged#ReportAccepted".getBytes(StandardCharsets.US_ASCII));
            producer.send(record).get();
        }

        Path log = processes.logs().resolve("routing.log");
        await().atMost(PATIENCE)
                .until(() -> !lines(log, line -> line.contains("dead letter")).isEmpty());
        JsonNode line = JsonMapper.shared()
                .readTree(lines(log, each -> each.contains("dead letter")).getLast());
        assertThat(line.at("/service/name").asString()).isEqualTo("routing");
        assertThat(line.at("/log/level").asString()).isEqualTo("ERROR");
        assertThat(line.at("/eventId").asString()).isEqualTo("forged#ReportAccepted");
        assertThat(line.at("/traceId").asString()).isEqualTo(TRACE);
        assertThat(Files.readString(log)).doesNotContain(noise);
    }

    private static List<String> lines(Path log, Predicate<String> condition) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("{"))
                .filter(condition)
                .toList();
    }
}
