package zhuji.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.local.Installation;
import zhuji.local.Monitoring;

/** The Prometheus that watches the pipeline, asked. */
final class Prometheus implements AutoCloseable {

    /** Seconds between audits. */
    private static final int AUDIT_EVERY = 5;

    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Monitoring monitoring;
    private final int port;

    private Prometheus(RunningPipeline running) {
        this.monitoring = new Monitoring(Installation.current(), running.processes());
        this.port = running.processes().ports().prometheus();
    }

    /**
     * Starts it, with the standing audit; where it is not installed the test is skipped.
     *
     * @param rules what is made of the text of our rules
     */
    static Prometheus beside(RunningPipeline running, UnaryOperator<String> rules) {
        assumeTrue(
                Monitoring.isInstalled("prometheus"),
                "skipped: Prometheus is not installed (Debian: apt-get install prometheus)");
        var prometheus = new Prometheus(running);
        prometheus.monitoring.start(AUDIT_EVERY, rules);
        prometheus.awaitStart();
        return prometheus;
    }

    private void awaitStart() {
        await().atMost(START).ignoreExceptions().until(() -> !ask("vector(1)").isEmpty());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(RunningPipeline.address(port, "/api/v1/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body());
    }

    JsonNode ask(String expression) throws IOException, InterruptedException {
        return get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    /** The value of an answer that has one; empty of none. */
    String asked(String expression) throws IOException {
        try {
            JsonNode found = ask(expression).path("data").path("result");
            return found.isEmpty() ? "" : found.get(0).get("value").get(1).asString();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * Whether an alert fires.
     *
     * @param labels more of them, as {@code ,service="scoring"}; or empty
     */
    boolean isFiring(String alert, String labels) throws IOException {
        return !asked("ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"" + labels + "}")
                .isEmpty();
    }

    @Override
    public void close() {
        monitoring.close();
        http.close();
    }
}
