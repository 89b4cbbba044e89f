package zhuji.intake.streams;

import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports.Filed;
import zhuji.intake.domain.Standing;

/**
 * What is kept of a submission, all under one key: what tells it from its duplicates, and what became of it.
 *
 * @param contentDigest SHA-256 of its content in canonical form; null of what was not accepted
 * @param standing what became of it
 */
record KeptReport(@Nullable String contentDigest, Standing standing) {

    static KeptReport accepted(String contentDigest, Standing standing) {
        return new KeptReport(contentDigest, standing);
    }

    static KeptReport notAccepted(Standing standing) {
        return new KeptReport(null, standing);
    }

    /** The report accepted, or null when none was. */
    @Nullable
    Filed filed() {
        return contentDigest == null || standing.receivedAt() == null
                ? null
                : new Filed(standing.reportId(), contentDigest, standing.receivedAt());
    }

    KeptReport withStanding(Standing further) {
        return new KeptReport(contentDigest, further);
    }
}
