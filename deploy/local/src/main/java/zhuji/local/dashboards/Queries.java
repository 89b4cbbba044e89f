package zhuji.local.dashboards;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Prometheus what Grafana would. */
final class Queries {

    /** Points a line has at most. */
    private static final int POINTS = 240;

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(5);

    private static final String OLDEST = "prometheus_tsdb_lowest_timestamp_seconds ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String prometheus;

    /** @param prometheus its address */
    Queries(String prometheus) {
        this.prometheus = prometheus;
    }

    List<Series> now(String expression) throws IOException, InterruptedException {
        return ask("query?query=" + encoded(filledIn(expression)));
    }

    /** @param from of the stretch that ends now */
    List<Series> since(Instant from, String expression) throws IOException, InterruptedException {
        Instant now = Instant.now();
        long step =
                Math.max(SHORTEST_STEP.toSeconds(), Duration.between(from, now).toSeconds() / POINTS);
        return ask("query_range?query=%s&start=%d&end=%d&step=%d"
                .formatted(encoded(filledIn(expression)), from.getEpochSecond(), now.getEpochSecond(), step));
    }

    /** When the first of what Prometheus holds was measured, as it tells of itself. */
    Instant oldest() throws IOException, InterruptedException {
        String told = http.send(
                        HttpRequest.newBuilder(URI.create(prometheus + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return told.lines()
                .filter(line -> line.startsWith(OLDEST))
                .map(line -> Instant.ofEpochSecond((long) Double.parseDouble(line.substring(OLDEST.length()))))
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private List<Series> ask(String question) throws IOException, InterruptedException {
        List<Series> series = new ArrayList<>();
        answer(question).get("data").get("result").forEach(each -> series.add(Series.of(each)));
        return series;
    }

    private JsonNode answer(String question) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(prometheus + "/api/v1/" + question))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        if (!json.path("status").asString("").equals("success")) {
            throw new IOException("Prometheus does not understand a query: "
                    + json.path("error").asString(answer.body()));
        }
        return json;
    }

    /** Every variable stands for all of them. */
    private static String filledIn(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h")
                .replaceAll("\\$\\{?(region|level|service|year)\\}?", ".*");
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }
}
