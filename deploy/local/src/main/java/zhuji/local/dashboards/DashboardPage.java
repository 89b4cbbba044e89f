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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of Grafana's dashboards as a page: the panels its JSON lays out, with what Prometheus answers to their queries. */
final class DashboardPage {

    /** Pixels of Grafana's rows, and of the columns of a screen of usual width. */
    private static final int ROW = 38;

    private static final int COLUMN = 60;
    private static final int GAP = 8;
    private static final int HEAD = 26;
    private static final int LEGEND = 20;

    private final JsonNode json;
    private final Queries queries;
    private final Instant now = Instant.now();
    private final Instant from;

    private DashboardPage(JsonNode json, Queries queries) throws IOException, InterruptedException {
        this.json = json;
        this.queries = queries;
        String back = json.at("/time/from").asString().replace("now-", "PT").toUpperCase(Locale.ROOT);
        Instant wanted = now.minus(Duration.parse(back));
        Instant oldest = queries.oldest();
        this.from = oldest.isAfter(wanted) ? oldest : wanted;
    }

    /**
     * Draws a dashboard.
     *
     * @param dashboard its JSON
     * @return HTML that needs nothing else
     * @throws IOException when the file cannot be read, or Prometheus does not answer
     */
    static String draw(Path dashboard, Queries queries) throws IOException, InterruptedException {
        return new DashboardPage(JsonMapper.shared().readTree(Files.readString(dashboard)), queries).html();
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
            case "stat" -> Figures.stats(panel, latest(panel));
            case "bargauge" -> Figures.bars(panel, latest(panel));
            case "table" -> Figures.table(panel, latest(panel));
            default -> throw new IllegalArgumentException("panels of type " + panel.type() + " are not drawn");
        };
    }

    private List<Figures.Named> latest(Panel panel) throws IOException, InterruptedException {
        List<Figures.Named> found = new ArrayList<>();
        for (Panel.Target target : panel.targets()) {
            found.addAll(Figures.named(target, queries.now(target.expression())));
        }
        return found;
    }

    private String lines(Panel panel) throws IOException, InterruptedException {
        List<Figures.Named> found = new ArrayList<>();
        for (Panel.Target target : panel.targets()) {
            found.addAll(Figures.named(target, queries.since(from, target.expression())));
        }
        if (found.isEmpty()) {
            return Figures.none(panel);
        }
        int height = panel.height() * ROW - GAP - HEAD - LEGEND;
        int width = panel.width() * COLUMN - 2 * GAP;
        var drawing = new Lines(panel, width, height, from.getEpochSecond(), now.getEpochSecond());
        return drawing.svg(found.stream().map(Figures.Named::series).toList()) + Figures.legend(found);
    }
}
