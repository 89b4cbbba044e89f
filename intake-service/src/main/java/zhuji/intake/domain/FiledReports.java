package zhuji.intake.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the senders have filed so far. */
public interface FiledReports {

    /** The report accepted under that number, or null. */
    @Nullable
    Filed find(String office, String submissionId);

    /** Whether the office opened a case under that number with an initial report. */
    boolean hasCase(String office, String caseNumber);

    /**
     * A report accepted before.
     *
     * @param reportId its identity
     * @param contentDigest SHA-256 of its content in canonical form
     * @param receivedAt when it was received
     */
    record Filed(String reportId, String contentDigest, Instant receivedAt) {}
}
