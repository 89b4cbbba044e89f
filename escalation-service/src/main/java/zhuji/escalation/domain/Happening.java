package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Kind;

/**
 * One line of a case's timeline.
 *
 * @param sequence number within the case, from 1 on
 * @param kind what happened
 * @param at when
 * @param rung the office it concerns
 * @param overdue whether the case moved up because a deadline was missed
 * @param duty what a deadline is for
 * @param due until when
 * @param percent how much of a window has gone, of a reminder
 * @param grade grade after it
 * @param version version of the report
 * @param stage stage of the report that caused it
 * @param actionId the action that caused it
 * @param reason the reason given for the action or the bypass
 * @param target target of a bypass
 * @param finding what was found
 * @param limit the limit the first report did not keep
 * @param refusal why it was refused
 */
public record Happening(
        int sequence,
        Kind kind,
        Instant at,
        @Nullable String rung,
        boolean overdue,
        @Nullable Duty duty,
        @Nullable Instant due,
        int percent,
        Grade grade,
        int version,
        @Nullable Stage stage,
        @Nullable String actionId,
        @Nullable String reason,
        @Nullable Level target,
        @Nullable Finding finding,
        @Nullable Instant limit,
        @Nullable Refusal refusal) {

    /** The line of an event. */
    public static Happening of(CaseEvent event) {
        CaseEvent.Detail detail = event.detail();
        Bypass bypass = detail.bypass();
        DeskAction action = detail.action();
        return new Happening(
                event.after().happenings(),
                event.kind(),
                event.at(),
                event.rung(),
                event.overdue(),
                event.deadline() == null ? null : event.deadline().duty(),
                event.deadline() == null ? null : event.deadline().deadline().due(),
                event.percent(),
                event.after().grade(),
                event.after().version(),
                detail.stage(),
                action == null ? null : action.actionId(),
                action == null ? (bypass == null ? null : bypass.reason()) : action.reason(),
                bypass == null ? null : bypass.target(),
                detail.finding(),
                detail.limit(),
                detail.refusal());
    }

    /** The line of a case's being set aside or taken up again. */
    public static Happening of(IncidentCase incident, Kind kind, Instant at) {
        return new Happening(
                incident.happenings(),
                kind,
                at,
                null,
                false,
                null,
                null,
                0,
                incident.grade(),
                incident.version(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
