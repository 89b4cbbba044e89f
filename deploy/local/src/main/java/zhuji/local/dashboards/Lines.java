package zhuji.local.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Series over time, as SVG. */
final class Lines {

    private static final int LEFT = 52;
    private static final int BOTTOM = 16;
    private static final int TICKS = 4;
    private static final List<String> PALETTE = List.of(
            "#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#8ab8ff", "#c0d8ff", "#96d98d",
            "#ffb357");

    private final Panel panel;
    private final int width;
    private final int height;
    private final long from;
    private final long until;

    /**
     * @param width of the drawing, in pixels
     * @param height of the drawing, in pixels
     * @param from first second
     * @param until last second
     */
    Lines(Panel panel, int width, int height, long from, long until) {
        this.panel = panel;
        this.width = width;
        this.height = height;
        this.from = from;
        this.until = until;
    }

    static String colour(int number) {
        return PALETTE.get(number % PALETTE.size());
    }

    String svg(List<Series> series) {
        List<NavigableMap<Long, Double>> lines = panel.stacked() ? stacked(series) : points(series);
        double highest = lines.stream()
                .flatMap(line -> line.values().stream())
                .filter(Double::isFinite)
                .max(Double::compare)
                .orElse(0.0);
        double top = highest <= 0 ? 1 : highest * 1.1;
        var svg = new StringBuilder("<svg width='%d' height='%d'>".formatted(width, height));
        axis(svg, top);
        for (int number = lines.size() - 1; number >= 0; number--) {
            line(svg, lines.get(number), top, colour(number));
        }
        return svg.append("</svg>").toString();
    }

    private static List<NavigableMap<Long, Double>> points(List<Series> series) {
        return series.stream().map(Series::points).toList();
    }

    /** Each line on those before it. */
    private static List<NavigableMap<Long, Double>> stacked(List<Series> series) {
        List<NavigableMap<Long, Double>> lines = new ArrayList<>();
        Map<Long, Double> reached = new TreeMap<>();
        for (Series each : series) {
            NavigableMap<Long, Double> line = new TreeMap<>();
            each.points().forEach((second, value) -> line.put(second, reached.merge(second, value, Double::sum)));
            lines.add(line);
        }
        return lines;
    }

    private void axis(StringBuilder svg, double top) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = top * tick / TICKS;
            svg.append("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' class='grid'/>"
                    .formatted(LEFT, width, y(value, top), y(value, top)));
            svg.append("<text x='%d' y='%.1f' class='tick'>%s</text>"
                    .formatted(LEFT - 4, y(value, top) + 4, Html.escaped(panel.shown(value))));
        }
    }

    private void line(StringBuilder svg, NavigableMap<Long, Double> points, double top, String colour) {
        var path = new StringBuilder();
        points.forEach((second, value) -> {
            if (Double.isFinite(value)) {
                path.append(path.isEmpty() ? "M" : "L").append("%.1f %.1f".formatted(x(second), y(value, top)));
            }
        });
        if (path.isEmpty()) {
            return;
        }
        if (panel.stacked()) {
            svg.append("<path d='%sL%.1f %.1fL%.1f %.1fZ' fill='%s' fill-opacity='.25'/>"
                    .formatted(path, x(points.lastKey()), y(0, top), x(points.firstKey()), y(0, top), colour));
        }
        svg.append("<path d='%s' fill='none' stroke='%s' stroke-width='1.5'/>".formatted(path, colour));
    }

    private double x(long second) {
        return LEFT + (width - LEFT) * (second - from) / (double) Math.max(1, until - from);
    }

    private double y(double value, double top) {
        return (height - BOTTOM) * (1 - value / top) + 6;
    }
}
