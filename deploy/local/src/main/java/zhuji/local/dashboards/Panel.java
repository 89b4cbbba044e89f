package zhuji.local.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A panel of a dashboard, as far as it is drawn.
 *
 * @param type row, stat, timeseries, bargauge or table
 * @param x column it begins in, of 24
 * @param y row it begins in
 * @param width in columns
 * @param height in rows
 * @param unit Grafana's name of it
 * @param steps colours from a value on, in their order
 * @param texts what values are called
 * @param none what is shown of nothing
 * @param decimals how many digits after the point; negative where it is left to the drawing
 * @param stacked whether series stand on each other
 */
record Panel(
        String type,
        String title,
        int x,
        int y,
        int width,
        int height,
        String unit,
        List<Step> steps,
        Map<String, String> texts,
        String none,
        int decimals,
        boolean stacked,
        List<Target> targets) {

    /**
     * From a value on, a colour.
     *
     * @param from negative infinity of the first
     */
    record Step(double from, String colour) {}

    /**
     * A query.
     *
     * @param legend its series' names, with {@code {{label}}} in them; empty where there is only one
     */
    record Target(String expression, String legend) {}

    static Panel of(JsonNode json) {
        JsonNode grid = json.get("gridPos");
        JsonNode defaults = json.path("fieldConfig").path("defaults");
        return new Panel(
                json.get("type").asString(),
                json.get("title").asString(),
                grid.get("x").asInt(),
                grid.get("y").asInt(),
                grid.get("w").asInt(),
                grid.get("h").asInt(),
                defaults.path("unit").asString("short"),
                steps(defaults.path("thresholds").path("steps")),
                texts(defaults.path("mappings")),
                defaults.path("noValue").asString(""),
                defaults.path("decimals").asInt(-1),
                defaults.at("/custom/stacking/mode").asString("none").equals("normal"),
                targets(json.path("targets")));
    }

    private static List<Step> steps(JsonNode json) {
        List<Step> steps = new ArrayList<>();
        json.forEach(step -> steps.add(new Step(
                step.get("value").isNull()
                        ? Double.NEGATIVE_INFINITY
                        : step.get("value").asDouble(),
                step.get("color").asString())));
        return List.copyOf(steps);
    }

    private static Map<String, String> texts(JsonNode mappings) {
        Map<String, String> texts = new TreeMap<>();
        mappings.forEach(mapping -> mapping.path("options")
                .properties()
                .forEach(option ->
                        texts.put(option.getKey(), option.getValue().get("text").asString())));
        return texts;
    }

    private static List<Target> targets(JsonNode json) {
        List<Target> targets = new ArrayList<>();
        json.forEach(target -> targets.add(new Target(
                target.get("expr").asString(), target.path("legendFormat").asString(""))));
        return List.copyOf(targets);
    }

    /** The colour of a value. */
    String colourOf(double value) {
        return steps.stream()
                .filter(step -> value >= step.from())
                .reduce((before, after) -> after)
                .map(Step::colour)
                .orElse("green");
    }

    /** A value as it is shown. */
    String shown(double value) {
        String text = value == Math.rint(value) ? texts.get(Long.toString((long) value)) : null;
        if (text != null) {
            return text;
        }
        // Increases are reckoned up to the edges of their stretch; of things that are counted nobody wants a tenth.
        return Units.shown(unit, decimals == 0 ? Math.rint(value) : value);
    }
}
