package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.rulebook.RuleBookReader;

/** The adoption counts 温县 published for 2023, as evaluations of one point each: the tallies are the table, row by row. */
class WenxianTest {

    private static final Path TABLE = Path.of("../../shared/data/scoring-tables/adoption_wenxian_2023.csv");
    private static final int YEAR = 2023;
    private static final Instant FILED = Instant.parse("2023-02-01T02:00:00Z");

    @Test
    void tallyEqualsTheTableRowByRow() throws IOException {
        assumeTrue(Files.isReadable(TABLE), () -> "skipped: " + TABLE + " is not beside the project");
        Map<String, Long> table = table();
        var ledger = new HeldLedger();
        var scoring = new Scoring(new RuleBooks(onePointEach(), Map.of()), History.registry(), ledger);

        table.forEach((unit, adopted) -> {
            for (long number = 0; number < adopted; number++) {
                adopt(scoring, unit, number);
            }
        });

        Map<String, Long> points = new TreeMap<>();
        Map<String, Long> counted = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            points.put(account.office(), account.total().points().decimal().longValueExact());
            counted.put(account.office(), account.figures().of(Figures.ADOPTED + Level.PREFECTURE));
        }
        assertThat(points).isEqualTo(table).hasSize(25);
        assertThat(counted).isEqualTo(table);
    }

    private static void adopt(Scoring scoring, String unit, long number) {
        String reportId = unit + ":" + number;
        scoring.take(new Fact.Filed(
                unit,
                reportId,
                new Filing(cause(reportId, number), true, "NEW_SITUATION", "BRIEF", false, FILED.plusSeconds(number))));
        scoring.take(new Fact.Evaluated(
                unit,
                reportId,
                new Evaluation(
                        reportId + "/adopted",
                        "450100",
                        Evaluation.Kind.ADOPTED,
                        Level.PREFECTURE,
                        null,
                        1,
                        false,
                        FILED.plusSeconds(3_600 + number),
                        null,
                        null,
                        cause(reportId + "/adopted", number))));
    }

    private static Cause cause(String id, long offset) {
        return new Cause(id, "report.evaluated", 0, offset, FILED.plusSeconds(offset));
    }

    private static RuleBook onePointEach() {
        RuleFile usual = Books.file("default");
        return RuleBookReader.read(new RuleFile(
                "one-point.yaml",
                usual.yaml()
                        .replaceAll("(?m)^  default: \\{SPECIAL_REPORT.*$", "  PREFECTURE: {default: 1}")
                        .replaceAll("(?m)^multipleUses: HIGHEST.*$", "multipleUses: CUMULATIVE")));
    }

    private static Map<String, Long> table() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE).stream().skip(1).toList()) {
            List<String> cells = List.of(line.split(",", -1));
            assertThat(cells.getFirst()).isEqualTo(String.valueOf(YEAR));
            rows.merge(cells.get(2), Long.valueOf(cells.get(3)), Long::sum);
        }
        return rows;
    }
}
