package zhuji.intake.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a submission: exactly one of three. Being refused is an outcome to publish, not an error to throw. */
public sealed interface IntakeDecision {

    /**
     * It is a report now.
     *
     * @param reportId office and number as sent
     * @param office the office it counts for: the successor where a former code was sent
     * @param read what was sent
     * @param notes what was noted
     */
    record Accepted(String reportId, String office, Reading.Read read, List<Reason> notes) implements IntakeDecision {
        public Accepted {
            notes = List.copyOf(notes);
        }
    }

    /**
     * It is refused.
     *
     * @param submissionId its number; null when unreadable or marked
     * @param reasons every reason, at least one
     * @param marking of a marked item, its marking
     * @param withheld whether what was sent is not kept: it is marked, or nobody knows what it is
     */
    record Rejected(
            @Nullable String submissionId,
            List<Reason> reasons,
            @Nullable String marking,
            boolean withheld) implements IntakeDecision {
        public Rejected {
            reasons = List.copyOf(reasons);
        }

        /** Whether it bears a secrecy marking, or may bear one: it is to be erased where it stands. */
        public boolean isMarked() {
            return reasons.stream().anyMatch(reason -> reason.code().equals(Intake.MARKED));
        }
    }

    /** The same content came before; the first report stands. */
    record Duplicate(String submissionId, FiledReports.Filed first) implements IntakeDecision {}
}
