package zhuji.scoring.domain;

import java.time.Instant;

/**
 * An accepted report, as far as it counts.
 *
 * @param cause its acceptance
 * @param actual whether it is neither exercise nor test
 * @param category category of the notice
 * @param form RESEARCH or BRIEF
 * @param urgent whether it reports a major incident, which the monthly quota leaves out (21号 三)
 * @param submittedAt when the office filed it
 */
public record Filing(Cause cause, boolean actual, String category, String form, boolean urgent, Instant submittedAt) {

    private static final String RESEARCH = "RESEARCH";

    /** Whether it counts for the three to five research reports a month (21号 三). */
    boolean countsForQuota() {
        return !urgent && form.equals(RESEARCH);
    }

    /** Year and month it counts for. */
    public ScoringYear when() {
        return ScoringYear.of(submittedAt);
    }
}
