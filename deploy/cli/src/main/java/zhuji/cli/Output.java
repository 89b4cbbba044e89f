package zhuji.cli;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Output that fits a terminal and a pipe. */
final class Output {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int FIRST_WIDE = 0x2E80;

    private Output() {}

    /** As JSON, for programs. */
    static void json(Object value) {
        System.out.println(JSON.writeValueAsString(value));
    }

    /** A table whose columns are as wide as they must be; what looks like a number stands on the right. */
    static void table(List<String> heading, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(heading);
        all.addAll(rows);
        int[] widths = new int[heading.size()];
        all.forEach(row -> {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        });
        all.forEach(row -> System.out.println(line(row, widths).stripTrailing()));
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String space = " ".repeat(widths[column] - width(cell));
            boolean number = !cell.isEmpty() && cell.chars().allMatch(sign -> Character.isDigit(sign) || sign == ',');
            line.append(number ? space + cell : cell + space).append("  ");
        }
        return line.toString();
    }

    /** Chinese characters take two columns of a terminal. */
    private static int width(String text) {
        return text.codePoints().map(sign -> sign >= FIRST_WIDE ? 2 : 1).sum();
    }

    /**
     * Shows what would be done.
     *
     * @param things what it is about, as the command calls it
     * @param same whether nothing is to be done
     * @return the exit code of a diff: 0 when nothing is to be done, 1 else
     */
    static int plan(String things, List<String> lines, boolean same) {
        lines.forEach(System.out::println);
        System.out.println(same ? "the " + things + " are as declared" : "zhuji " + things + " apply does this");
        return same ? 0 : 1;
    }

    /** Says how far long work has come, where a person watches; nothing into a pipe. */
    static void progress(String words) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            System.err.print("\r" + words + "   ");
        }
    }

    /** Ends the line of progress. */
    static void progressDone() {
        progress("");
    }
}
