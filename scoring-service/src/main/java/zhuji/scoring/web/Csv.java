package zhuji.scoring.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Tables as RFC 4180 CSV, with the mark that lets spreadsheets read Chinese. */
final class Csv {

    static final MediaType TYPE = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Csv() {}

    /** Whether a request asks for a table: who accepts anything gets what is read by itself. */
    static boolean isWanted(@Nullable String accept) {
        return accept != null && accept.contains("text/csv");
    }

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
