package zhuji.intake.streams;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.intake.domain.Progress;

/** What intake processes: what an office sent, and news of what became of it. */
sealed interface Incoming {

    /**
     * A record on {@code report.submitted}.
     *
     * @param bytes as they came, whatever they are; null when there were none
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or prints it
    record Sent(byte @Nullable [] bytes) implements Incoming {}

    /**
     * A submission that stood on a partition that is not its office's: the task that knows the office tells whether it is a resend.
     *
     * @param reportId the report it would be
     * @param contentDigest SHA-256 of its content in canonical form
     * @param rejected the event that refuses it
     * @param duplicated the event that tells of a duplicate, without the first report's time
     */
    record Misplaced(String reportId, String contentDigest, ReportRejected rejected, ReportDuplicated duplicated)
            implements Incoming {

        Instant receivedAt() {
            return rejected.getReceivedAt();
        }
    }

    /** News of a report, from those it went to. */
    record Heard(Progress news) implements Incoming {
        public Heard {
            Objects.requireNonNull(news, "a record that should tell of a report has no value");
        }
    }
}
