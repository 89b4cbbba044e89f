package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a case.
 *
 * @param after the case after it
 * @param kind what happened
 * @param at when
 * @param rung the office on the ladder it concerns
 * @param overdue whether it moved up because a deadline was missed
 * @param action the action that caused it
 * @param refusal why an action was refused
 */
public record CaseEvent(
        IncidentCase after,
        Kind kind,
        Instant at,
        @Nullable String rung,
        boolean overdue,
        @Nullable DeskAction action,
        @Nullable Refusal refusal) {

    /** What can happen. */
    public enum Kind {
        OPENED,
        RECEIVED,
        ACKNOWLEDGED,
        RELAYED,
        RETURNED,
        DEADLINE_MISSED,
        REGRADED,
        LADDER_CHANGED,
        FOLLOWED_UP,
        REFUSED,
        CLOSED
    }
}
