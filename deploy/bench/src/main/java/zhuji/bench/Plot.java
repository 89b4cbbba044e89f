package zhuji.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars as SVG, a group for each thing that was varied. Written here, for what a charting library draws depends on the fonts of the machine, and a
 * committed plot is to be the same wherever it is made again.
 */
final class Plot {

    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int RIGHT = 90;
    private static final int ROW = 20;
    private static final int BAR = 13;
    private static final int HEAD = 30;

    private final String title;
    private final List<Group> groups = new ArrayList<>();

    Plot(String title) {
        this.title = title;
    }

    /** One bar. */
    record Bar(String label, long value) {}

    private record Group(String name, List<Bar> bars) {}

    Plot with(String name, List<Bar> bars) {
        groups.add(new Group(name, bars));
        return this;
    }

    /** The picture. All bars have one scale, which begins at zero. */
    String svg() {
        var svg = new StringBuilder();
        int y = HEAD + ROW;
        for (Group group : groups) {
            text(svg, 0, y, "bold", group.name());
            for (Bar bar : group.bars()) {
                y += ROW;
                draw(svg, y, bar);
            }
            y += ROW + ROW / 2;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="8" y="20" font-weight="bold">%s</text>
                %s</svg>
                """.formatted(WIDTH, y - ROW, escaped(title), svg);
    }

    private void draw(StringBuilder svg, int y, Bar bar) {
        long longest = groups.stream()
                .flatMap(group -> group.bars().stream())
                .mapToLong(Bar::value)
                .max()
                .orElse(1);
        long width = Math.round((double) bar.value() / longest * (WIDTH - LEFT - RIGHT));
        text(svg, ROW, y, "normal", bar.label());
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#4a78a8\"/>\n"
                .formatted(LEFT, y - BAR + 2, width, BAR));
        text(svg, LEFT + (int) width, y, "normal", String.format(Locale.ROOT, "%,d", bar.value()));
    }

    private static void text(StringBuilder svg, int x, int y, String weight, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n".formatted(x + 8, y, weight, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
