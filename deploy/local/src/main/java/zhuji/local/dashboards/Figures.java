package zhuji.local.dashboards;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What panels say in figures and bars, as HTML. */
final class Figures {

    /** Percent of a panel's width the longest bar takes. */
    private static final double LONGEST = 55;

    private static final Map<String, String> COLOURS = Map.of(
            "green", "#37872d",
            "red", "#c4162a",
            "orange", "#e06000",
            "yellow", "#b58900",
            "blue", "#1f60c4",
            "purple", "#7c2ea3",
            "transparent", "#888888");

    private Figures() {}

    /**
     * A series with what it is called.
     *
     * @param name empty of one that is alone
     */
    record Named(String name, Series series) {

        double value() {
            return series.latest();
        }
    }

    static List<Named> named(Panel.Target target, List<Series> found) {
        return found.stream()
                .map(series -> new Named(series.name(target.legend()), series))
                .toList();
    }

    static String stats(Panel panel, List<Named> found) {
        if (found.isEmpty()) {
            return "<div class='value' style='background:%s'>%s</div>"
                    .formatted(colour(panel.colourOf(0)), Html.escaped(panel.none()));
        }
        return found.stream().map(each -> stat(panel, each)).collect(Collectors.joining());
    }

    private static String stat(Panel panel, Named each) {
        return "<div class='value' style='background:%s'><small>%s</small> %s</div>"
                .formatted(
                        colour(panel.colourOf(each.value())),
                        Html.escaped(each.name()),
                        Html.escaped(panel.shown(each.value())));
    }

    static String bars(Panel panel, List<Named> found) {
        if (found.isEmpty()) {
            return none(panel);
        }
        double highest = found.stream()
                .mapToDouble(Named::value)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return found.stream().map(each -> bar(panel, each, highest)).collect(Collectors.joining());
    }

    private static String bar(Panel panel, Named each, double highest) {
        double length = LONGEST * Math.max(0, each.value()) / Math.max(highest, Double.MIN_NORMAL);
        return "<div class='bar'><span>%s</span><i style='width:%.0f%%;background:%s'></i><b>%s</b></div>"
                .formatted(
                        Html.escaped(each.name()),
                        length,
                        colour(panel.colourOf(each.value())),
                        Html.escaped(panel.shown(each.value())));
    }

    static String table(Panel panel, List<Named> found) {
        if (found.isEmpty()) {
            return none(panel);
        }
        List<String> labels = List.copyOf(found.getFirst().series().labels().keySet());
        return "<table><tr>%s<th>数 count</th></tr>%s</table>"
                .formatted(
                        cells("th", labels),
                        found.stream().map(each -> line(panel, each, labels)).collect(Collectors.joining()));
    }

    private static String line(Panel panel, Named each, List<String> labels) {
        List<String> values = labels.stream()
                .map(label -> each.series().labels().getOrDefault(label, ""))
                .toList();
        return "<tr>%s<td>%s</td></tr>".formatted(cells("td", values), Html.escaped(panel.shown(each.value())));
    }

    private static String cells(String element, List<String> texts) {
        return texts.stream()
                .map(text -> "<%s>%s</%s>".formatted(element, Html.escaped(text), element))
                .collect(Collectors.joining());
    }

    static String legend(List<Named> found) {
        return IntStream.range(0, found.size())
                .mapToObj(number -> "<span><i style='background:%s'></i>%s</span>"
                        .formatted(
                                Lines.colour(number),
                                Html.escaped(found.get(number).name())))
                .collect(Collectors.joining("", "<div class='legend'>", "</div>"));
    }

    static String none(Panel panel) {
        return "<div class='none'>" + Html.escaped(panel.none()) + "</div>";
    }

    private static String colour(String name) {
        return COLOURS.getOrDefault(name, name);
    }
}
