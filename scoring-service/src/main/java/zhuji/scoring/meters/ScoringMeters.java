package zhuji.scoring.meters;

import java.util.List;
import zhuji.telemetry.DeclaredMeter;

/** What scoring measures. */
public final class ScoringMeters {

    public static final DeclaredMeter FACTS =
            DeclaredMeter.counterOf("zhuji.scoring.facts", "What was counted, by kind", "kind");

    public static final DeclaredMeter ENTRIES = DeclaredMeter.counterOf(
            "zhuji.scoring.entries",
            "Entries, by kind (points, deduction, reversal); late ones came after the year was closed",
            "kind",
            "late");

    public static final DeclaredMeter POINTS_GIVEN = DeclaredMeter.counterOf(
            "zhuji.scoring.points.given", "Points given to offices of a region, without what was taken back", "region");

    public static final DeclaredMeter POINTS_DEDUCTED = DeclaredMeter.counterOf(
            "zhuji.scoring.points.deducted",
            "Points deducted from offices of a region, without what was taken back",
            "region");

    public static final DeclaredMeter BEHIND = DeclaredMeter.gaugeOf(
            "zhuji.scoring.contact.points.behind",
            null,
            "Contact points of a region below the pace of their quota (BELOW_PACE, R8), or silent for long (SILENT, R11)",
            "kind",
            "region");

    public static final DeclaredMeter YEAR_CLOSED = DeclaredMeter.gaugeOf(
            "zhuji.scoring.year.closed", null, "1 of a year that is closed, 0 of one that was opened again", "year");

    /** All of them. */
    public static final List<DeclaredMeter> ALL =
            List.of(FACTS, ENTRIES, POINTS_GIVEN, POINTS_DEDUCTED, BEHIND, YEAR_CLOSED);

    private ScoringMeters() {}
}
