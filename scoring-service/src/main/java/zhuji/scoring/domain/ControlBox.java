package zhuji.scoring.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where operators' orders go. Returns only once an order cannot be lost. */
public interface ControlBox {

    /** Gives an order; the same one twice counts once. */
    void put(Order order);

    /** What an operator orders. */
    sealed interface Order {

        /** Its identity. */
        String id();

        /** Calendar year it is about. */
        int year();

        /** When it was given. */
        Instant at();
    }

    /**
     * Closes a year, or opens it again.
     *
     * @param reopened whether it is opened again
     * @param operator who does
     * @param reason why; needed to open it again
     * @param grounds what the closing rests on; null to open it again
     */
    record Turn(
            String id,
            int year,
            boolean reopened,
            String operator,
            @Nullable String reason,
            Instant at,
            @Nullable Grounds grounds)
            implements Order {}

    /**
     * Confirms a decision.
     *
     * @param office the contact point
     * @param outcome what is confirmed
     * @param confirmer who does
     * @param reason why it is not the one proposed, or null
     */
    record Confirmation(
            String id,
            int year,
            String office,
            Decision.Outcome outcome,
            String confirmer,
            @Nullable String reason,
            Instant at)
            implements Order {}

    /**
     * Notes that an office did not answer a solicitation 约稿.
     *
     * @param office the office
     * @param solicitationId the solicitation
     */
    record Missed(String id, int year, String office, String solicitationId, Instant at) implements Order {}

    /**
     * Takes back that an office did not answer a solicitation: it was noted by mistake.
     *
     * @param office the office
     * @param solicitationId the solicitation
     * @param reason why
     */
    record MissedByMistake(String id, int year, String office, String solicitationId, String reason, Instant at)
            implements Order {}

    /**
     * Notes that an office has nothing to report for a month 零报告.
     *
     * @param month 1 to 12
     * @param office the office
     * @param declarer who states it
     */
    record Nothing(String id, int year, int month, String office, String declarer, Instant at) implements Order {}
}
