package zhuji.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Closes a year as an operator would, shows the first of its ranking, and keeps the circular as files. */
final class YearEnd {

    private static final int OK = 200;
    private static final int SHOWN = 10;
    private static final String CSV = "text/csv";

    private final int port;
    private final Path folder;
    private final JsonMapper json = JsonMapper.shared();

    /**
     * @param port of scoring's HTTP
     * @param folder where the circular is kept
     */
    YearEnd(int port, Path folder) {
        this.port = port;
        this.folder = folder;
    }

    void close(int year) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String order = "{\"operator\":\"值班员（模拟）\",\"reason\":\"年终考评\"}";
            send(
                    http,
                    request("/years/" + year + "/close")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(order))
                            .build());
            show(
                    year,
                    json.readTree(send(
                            http, request("/scores/" + year + "?size=" + SHOWN).build())));
            Path text = folder.resolve("bulletin-" + year + ".md");
            Path table = folder.resolve("bulletin-" + year + ".csv");
            String bulletin = "/years/" + year + "/bulletin";
            Files.writeString(text, send(http, request(bulletin).build()));
            Files.writeString(
                    table, send(http, request(bulletin).header("Accept", CSV).build()));
            if (Files.readString(text).contains("Look into it first")) {
                System.out.println("拟取消资格的单位超过三分之一，请先核查 more than a third would be taken off: look into it first");
            }
            System.out.println("通报 the circular: " + text + " and " + table.getFileName());
            System.out.println();
        }
    }

    private static void show(int year, JsonNode ranking) {
        System.out.println(year + "年度排名 ranking, the first " + SHOWN + " of "
                + ranking.get("total").asInt());
        for (JsonNode office : ranking.get("offices")) {
            System.out.printf(
                    "%4d  %s %s  %s 分 points, %d 篇 items  %s%n",
                    office.get("rank").asInt(),
                    office.get("office").stringValue(),
                    office.get("name").stringValue(),
                    office.get("points").decimalValue().stripTrailingZeros().toPlainString(),
                    office.get("scoredItems").asInt(),
                    office.get("outcome").stringValue());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != OK) {
            throw new Trouble("scoring answered " + answer.statusCode() + " to "
                    + request.uri().getPath() + ": " + answer.body());
        }
        return answer.body();
    }
}
