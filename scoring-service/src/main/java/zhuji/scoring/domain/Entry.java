package zhuji.scoring.domain;

import org.jspecify.annotations.Nullable;

/**
 * Points given or taken, and why.
 *
 * @param rule rule of the rule book
 * @param points points, negative for a deduction
 * @param cause the event that earned them
 * @param reportId the report; null when it is about the year or a month as a whole
 * @param month month it counts for, 1 to 12; 0 for the year as a whole
 * @param late whether the event came while the year was closed
 * @param zh why, in Chinese
 * @param en why, in English
 */
public record Entry(
        String rule,
        Points points,
        Cause cause,
        @Nullable String reportId,
        int month,
        boolean late,
        String zh,
        String en) {

    /** Its identity: the same event gives the same points under a rule once. */
    public String id() {
        return cause.id() + "#ScoreEntry/" + rule + (month == 0 ? "" : "/" + ScoringYear.twoDigits(month));
    }

    /** Everything that matters about it, on one line: what is the same in every computation, whatever the order and the partitions. */
    String line() {
        return String.join(
                "\t",
                rule,
                points.decimal().toPlainString(),
                cause.id(),
                String.valueOf(reportId),
                "" + month,
                "" + late);
    }
}
