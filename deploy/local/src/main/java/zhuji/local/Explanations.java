package zhuji.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows one case for each thing that can happen to a case, explained by its timeline, as {@code GET /incidents/{id}} tells it. */
final class Explanations {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.S").withZone(ZoneId.of("Asia/Shanghai"));
    private static final int OK = 200;

    private static final Map<String, String> WHAT = new LinkedHashMap<>();

    static {
        WHAT.put(CaseCounts.RELAYED, "按时转报 relayed in time");
        WHAT.put(CaseCounts.MISSED, "逾期 deadline missed");
        WHAT.put(CaseCounts.LATE, "逾期转报 relayed late");
        WHAT.put(CaseCounts.RETURNED, "退回 returned");
        WHAT.put(CaseCounts.BYPASSED, "越级 bypassed");
    }

    private final Ledger ledger;
    private final int port;
    private final JsonMapper json = JsonMapper.shared();

    /** @param port of escalation's HTTP */
    Explanations(Ledger ledger, int port) {
        this.ledger = ledger;
        this.port = port;
    }

    void print() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Map.Entry<String, String> what : WHAT.entrySet()) {
                String incidentId = ledger.exampleOf(what.getKey());
                if (incidentId != null) {
                    print(http, what.getValue(), incidentId);
                }
            }
        }
    }

    private void print(HttpClient http, String what, String incidentId) throws IOException, InterruptedException {
        var address = URI.create(
                "http://127.0.0.1:" + port + "/incidents/" + URLEncoder.encode(incidentId, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new Trouble("GET " + address + " answers " + answer.statusCode());
        }
        System.out.println(what + ": " + incidentId);
        for (JsonNode line : json.readTree(answer.body()).get("timeline")) {
            System.out.println(
                    "     " + CLOCK.format(Instant.parse(line.get("at").stringValue())) + "  "
                            + line.get("zh").stringValue());
        }
        System.out.println();
    }
}
