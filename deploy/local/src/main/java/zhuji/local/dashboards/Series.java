package zhuji.local.dashboards;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What Prometheus answered of one series.
 *
 * @param labels what tells it from others
 * @param points values by the second
 */
record Series(Map<String, String> labels, NavigableMap<Long, Double> points) {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    static Series of(JsonNode json) {
        Map<String, String> labels = new TreeMap<>();
        json.get("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        NavigableMap<Long, Double> points = new TreeMap<>();
        if (json.has("value")) {
            put(points, json.get("value"));
        }
        json.path("values").forEach(point -> put(points, point));
        return new Series(labels, points);
    }

    private static void put(Map<Long, Double> points, JsonNode point) {
        points.put((long) point.get(0).asDouble(), number(point.get(1).asString()));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    double latest() {
        return points.isEmpty() ? Double.NaN : points.lastEntry().getValue();
    }

    /** Its name by a legend's format. */
    String name(String legend) {
        return LABEL.matcher(legend)
                .replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
    }
}
