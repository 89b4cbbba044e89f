package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a case.
 *
 * @param after the case after it; its number of happenings is this event's number
 * @param kind what happened
 * @param at when
 * @param rung the office on the ladder it concerns
 * @param overdue whether the case moved up because a deadline was missed
 * @param trigger the instant whose coming caused it; null when a report or an action did
 * @param deadline the deadline it concerns, where one is opened, reminded of or missed
 * @param percent how much of the window has gone, of a reminder
 * @param detail what more there is to say
 */
public record CaseEvent(
        IncidentCase after,
        Kind kind,
        Instant at,
        @Nullable String rung,
        boolean overdue,
        @Nullable Instant trigger,
        @Nullable DutyDeadline deadline,
        int percent,
        Detail detail) {

    /** What can happen. */
    public enum Kind {
        OPENED,
        RECEIVED,
        ACKNOWLEDGED,
        RELAYED,
        RETURNED,
        REMINDED,
        DEADLINE_MISSED,
        BYPASSED,
        REGRADED,
        LADDER_CHANGED,
        FOLLOWED_UP,
        REFUSED,
        FOUND,
        CLOSED,
        SET_ASIDE,
        TAKEN_UP
    }

    /** A deadline and what it is for. */
    public record DutyDeadline(Duty duty, Deadline deadline) {}

    /**
     * What more there is to say.
     *
     * @param action the action that caused it
     * @param stage stage of the report that caused it
     * @param bypass the bypass it belongs to
     * @param finding what was found
     * @param limit the limit the first report kept not, of computed lateness
     * @param refusal why it was refused
     */
    public record Detail(
            @Nullable DeskAction action,
            @Nullable Stage stage,
            @Nullable Bypass bypass,
            @Nullable Finding finding,
            @Nullable Instant limit,
            @Nullable Refusal refusal) {

        static final Detail NONE = new Detail(null, null, null, null, null, null);

        static Detail of(DeskAction action) {
            return new Detail(action, null, null, action.finding(), null, null);
        }

        static Detail of(Stage stage) {
            return new Detail(null, stage, null, null, null, null);
        }

        static Detail of(Bypass bypass, @Nullable DeskAction action) {
            return new Detail(action, null, bypass, null, null, null);
        }

        static Detail of(Bypass bypass, Refusal refusal) {
            return new Detail(null, null, bypass, null, null, refusal);
        }

        static Detail of(Finding finding, Instant limit) {
            return new Detail(null, null, null, finding, limit, null);
        }

        static Detail of(Refusal refusal, DeskAction action) {
            return new Detail(action, null, null, null, null, refusal);
        }

        static Detail of(Refusal refusal, Stage stage) {
            return new Detail(null, stage, null, null, null, refusal);
        }
    }
}
