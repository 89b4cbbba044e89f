package zhuji.intake.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the senders have filed so far. */
public interface FiledReports {

    /** The report accepted under that number, or null. */
    @Nullable
    Filed find(String office, String submissionId);

    /** Whether a case of that identity was opened with an initial report ({@link Submission#incidentId}). */
    boolean hasCase(String incidentId);

    /**
     * A report accepted before.
     *
     * @param reportId its identity
     * @param contentDigest SHA-256 of its content in canonical form
     * @param receivedAt when it was received
     */
    record Filed(String reportId, String contentDigest, Instant receivedAt) {

        /**
         * Whether what another partition brought sends this again. Its time tells, not which was read first: when the log is replayed that may be
         * the other one, and the answer must be the same. Of two received in the same millisecond neither is a resend of the other.
         *
         * @param resentDigest SHA-256 of its content in canonical form
         * @param resentAt when it was received
         */
        public boolean isSentAgainBy(String resentDigest, Instant resentAt) {
            return contentDigest.equals(resentDigest) && receivedAt.isBefore(resentAt);
        }
    }
}
