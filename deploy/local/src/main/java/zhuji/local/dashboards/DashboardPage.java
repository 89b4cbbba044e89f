package zhuji.local.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of Grafana's dashboards as a page: the panels its JSON lays out, with what Prometheus answers to their queries. */
public final class DashboardPage {

    /** Pixels of Grafana's rows, and of the columns of a screen of usual width. */
    private static final int ROW = 38;

    private static final int COLUMN = 60;
    private static final int GAP = 8;
    private static final int HEAD = 26;
    private static final int LEGEND = 20;

    private static final Map<String, String> COLOURS = Map.of(
            "green", "#37872d",
            "red", "#c4162a",
            "orange", "#e06000",
            "yellow", "#b58900",
            "blue", "#1f60c4",
            "purple", "#7c2ea3",
            "transparent", "#888888");

    private final JsonNode json;
    private final Queries queries;
    private final Instant now = Instant.now();
    private final Instant from;

    private DashboardPage(JsonNode json, String prometheus) throws IOException, InterruptedException {
        this.json = json;
        this.queries = new Queries(prometheus);
        String back = json.at("/time/from").asString().replace("now-", "PT").toUpperCase(Locale.ROOT);
        Instant wanted = now.minus(Duration.parse(back));
        Instant oldest = queries.oldest();
        this.from = oldest.isAfter(wanted) ? oldest : wanted;
    }

    /**
     * Draws a dashboard.
     *
     * @param dashboard its JSON
     * @param prometheus address of the server it asks
     * @return HTML that needs nothing else
     * @throws IOException when the file cannot be read, or Prometheus does not answer
     */
    public static String draw(Path dashboard, String prometheus) throws IOException, InterruptedException {
        return new DashboardPage(JsonMapper.shared().readTree(Files.readString(dashboard)), prometheus).html();
    }

    private String html() throws IOException, InterruptedException {
        var panels = new StringBuilder();
        int bottom = 0;
        for (JsonNode each : json.get("panels")) {
            Panel panel = Panel.of(each);
            panels.append(section(panel));
            bottom = Math.max(bottom, panel.y() + panel.height());
        }
        return template()
                .replace("@title@", Html.escaped(json.get("title").asString()))
                .replace("@time@", Html.escaped("%s … %s".formatted(from, now)))
                .replace("@height@", Integer.toString(bottom * ROW))
                .replace("@panels@", panels);
    }

    private static String template() throws IOException {
        try (InputStream page = DashboardPage.class.getResourceAsStream("page.html")) {
            if (page == null) {
                throw new IllegalStateException("page.html is not in the jar");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String section(Panel panel) throws IOException, InterruptedException {
        return "<section class='%s' style='left:%dpx;top:%dpx;width:%dpx;height:%dpx'><h2>%s</h2>%s</section>%n"
                .formatted(
                        panel.type(),
                        panel.x() * COLUMN,
                        panel.y() * ROW,
                        panel.width() * COLUMN - GAP,
                        panel.height() * ROW - GAP,
                        Html.escaped(panel.title()),
                        content(panel));
    }

    private String content(Panel panel) throws IOException, InterruptedException {
        return switch (panel.type()) {
            case "row" -> "";
            case "timeseries" -> lines(panel);
            case "stat" -> stats(panel);
            case "bargauge" -> bars(panel);
            case "table" -> table(panel);
            default -> throw new IllegalArgumentException("panels of type " + panel.type() + " are not drawn");
        };
    }

    /**
     * A series with what it is called.
     *
     * @param name empty of one that is alone
     */
    private record Named(String name, Series series) {}

    private List<Named> latest(Panel panel) throws IOException, InterruptedException {
        List<Named> found = new ArrayList<>();
        for (Panel.Target target : panel.targets()) {
            queries.now(target.expression()).forEach(each -> found.add(new Named(each.name(target.legend()), each)));
        }
        return found;
    }

    private String stats(Panel panel) throws IOException, InterruptedException {
        List<Named> found = latest(panel);
        return found.isEmpty()
                ? "<div class='value' style='background:%s'>%s</div>"
                        .formatted(colour(panel.colourOf(0)), Html.escaped(panel.none()))
                : found.stream()
                        .map(each -> "<div class='value' style='background:%s'><small>%s</small> %s</div>"
                                .formatted(
                                        colour(panel.colourOf(each.series().latest())),
                                        Html.escaped(each.name()),
                                        Html.escaped(panel.shown(each.series().latest()))))
                        .collect(Collectors.joining());
    }

    private String bars(Panel panel) throws IOException, InterruptedException {
        List<Named> found = latest(panel);
        double highest = found.stream()
                .mapToDouble(each -> each.series().latest())
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return found.isEmpty()
                ? none(panel)
                : found.stream()
                        .map(each ->
                                "<div class='bar'><span>%s</span><i style='width:%.0f%%;background:%s'></i><b>%s</b></div>"
                                        .formatted(
                                                Html.escaped(each.name()),
                                                55
                                                        * Math.max(
                                                                0, each.series().latest())
                                                        / Math.max(highest, Double.MIN_NORMAL),
                                                colour(panel.colourOf(
                                                        each.series().latest())),
                                                Html.escaped(panel.shown(
                                                        each.series().latest()))))
                        .collect(Collectors.joining());
    }

    private String table(Panel panel) throws IOException, InterruptedException {
        List<Named> found = latest(panel);
        if (found.isEmpty()) {
            return none(panel);
        }
        List<String> labels = List.copyOf(found.getFirst().series().labels().keySet());
        return "<table><tr>%s<th>数 count</th></tr>%s</table>"
                .formatted(
                        labels.stream()
                                .map(label -> "<th>" + Html.escaped(label) + "</th>")
                                .collect(Collectors.joining()),
                        found.stream()
                                .map(each -> "<tr>%s<td>%s</td></tr>"
                                        .formatted(
                                                labels.stream()
                                                        .map(label -> "<td>"
                                                                + Html.escaped(each.series()
                                                                        .labels()
                                                                        .getOrDefault(label, ""))
                                                                + "</td>")
                                                        .collect(Collectors.joining()),
                                                Html.escaped(panel.shown(
                                                        each.series().latest()))))
                                .collect(Collectors.joining()));
    }

    private String lines(Panel panel) throws IOException, InterruptedException {
        List<Named> found = new ArrayList<>();
        for (Panel.Target target : panel.targets()) {
            queries.since(from, target.expression())
                    .forEach(each -> found.add(new Named(each.name(target.legend()), each)));
        }
        if (found.isEmpty()) {
            return none(panel);
        }
        int height = panel.height() * ROW - GAP - HEAD - LEGEND;
        int width = panel.width() * COLUMN - 2 * GAP;
        var drawing = new Lines(panel, width, height, from.getEpochSecond(), now.getEpochSecond());
        var legend = new StringBuilder();
        for (int number = 0; number < found.size(); number++) {
            legend.append("<span><i style='background:%s'></i>%s</span>"
                    .formatted(
                            Lines.colour(number), Html.escaped(found.get(number).name())));
        }
        return drawing.svg(found.stream().map(Named::series).toList()) + "<div class='legend'>" + legend + "</div>";
    }

    private static String none(Panel panel) {
        return "<div class='none'>" + Html.escaped(panel.none()) + "</div>";
    }

    private static String colour(String name) {
        return COLOURS.getOrDefault(name, name);
    }
}
