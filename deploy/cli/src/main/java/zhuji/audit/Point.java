package zhuji.audit;

import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Place;
import zhuji.events.ScoreEntry;

/**
 * Points that follow from an event.
 *
 * @param rule the rule
 * @param points how many
 * @param source where the event stands
 * @param sourceId its identity
 * @param reportId the report, or null
 * @param month the month, 0 for the year
 * @param late whether the event came while the year was closed
 */
record Point(
        String rule,
        BigDecimal points,
        Place source,
        String sourceId,
        @Nullable String reportId,
        int month,
        boolean late) {

    static final Comparator<Point> IN_ORDER = Comparator.comparing(Point::line).thenComparing(Point::source);

    /** A published entry, as far as it can be recomputed. */
    static Point of(ScoreEntry entry) {
        return new Point(
                entry.getRule(),
                Points.of(entry.getPoints()),
                new Place(
                        entry.getSource().getTopic(),
                        entry.getSource().getPartition(),
                        entry.getSource().getOffset()),
                entry.getSourceId(),
                entry.getReportId(),
                entry.getMonth(),
                entry.getLate());
    }

    /** What it is for, whatever it is worth. */
    String purpose() {
        return String.join("\t", rule, sourceId, String.valueOf(reportId), "" + month);
    }

    /** As it is hashed: a line of the month's digest. */
    String line() {
        return String.join(
                "\t", rule, points.toPlainString(), sourceId, String.valueOf(reportId), "" + month, "" + late);
    }
}
