package zhuji.scoring.web;

import java.util.List;
import java.util.stream.Collectors;

/** Tables as RFC 4180 CSV, with the mark that lets spreadsheets read Chinese. */
final class Csv {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Csv() {}

    /** The table of these rows, the heading first. */
    static String of(List<List<?>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", BYTE_ORDER_MARK, "\r\n"));
    }

    private static String cell(Object value) {
        String text = value.toString();
        return text.contains(",") || text.contains("\"") || text.contains("\n")
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
