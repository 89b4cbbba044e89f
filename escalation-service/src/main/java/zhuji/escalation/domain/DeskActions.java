package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.domain.IncidentCase.Grading;
import zhuji.input.Texts;

/** What desks may do about a case, and what comes of it. */
final class DeskActions {

    private final Divisions divisions;

    DeskActions(Divisions divisions) {
        this.divisions = divisions;
    }

    /** Takes the action, or refuses it as an event; either way it is remembered. */
    void take(Climb climb, DeskAction action, Instant now) {
        IncidentCase before = climb.now();
        int position = before.positionOf(action.desk());
        Refusal refusal = refusalOf(before, action, position, climb.policy());
        if (refusal != Refusal.ACTION_TOO_LONG && refusal != Refusal.ACTION_MALFORMED) {
            climb.remember(action, refusal);
        }
        if (refusal == null) {
            take(climb, action, position, now);
        } else {
            climb.refuse(refusal, action);
        }
    }

    private @Nullable Refusal refusalOf(IncidentCase before, DeskAction action, int position, Policy policy) {
        if (action.isTooLong()) {
            return Refusal.ACTION_TOO_LONG;
        }
        if (action.isMalformed()) {
            return Refusal.ACTION_MALFORMED;
        }
        if (!action.namesItsActor()) {
            return Refusal.ACTOR_MISSING;
        }
        return switch (action.kind()) {
            case TAKE_UP -> Refusal.NOT_SET_ASIDE;
            case OTHER -> Refusal.UNKNOWN_ACTION;
            case FIND -> refusalToFind(before, action);
            default -> refusalToAct(before, action, position, policy);
        };
    }

    /**
     * A finding is about the report that the desk has seen, which need not be the latest, and not about the climb: it may come from any office above,
     * and after the case was closed.
     */
    private @Nullable Refusal refusalToFind(IncidentCase before, DeskAction action) {
        if (before.matter() == Matter.RELAY_REQUEST) {
            return Refusal.NOT_FOR_RELAY_REQUEST;
        }
        if (action.finding() == null) {
            return Refusal.FINDING_MISSING;
        }
        if (action.finding() == Finding.LATE) {
            return Refusal.FINDING_COMPUTED;
        }
        boolean above = divisions.above(before.office()).stream()
                .anyMatch(division -> division.code().equals(action.desk()));
        if (!above) {
            return Refusal.NOT_SUPERIOR;
        }
        return firstOf(before.has(action.seenVersion()) ? null : Refusal.UNKNOWN_VERSION, reasonMissing(action));
    }

    private static @Nullable Refusal refusalToAct(IncidentCase before, DeskAction action, int position, Policy policy) {
        if (before.closed()) {
            return Refusal.CASE_CLOSED;
        }
        if (position < 0) {
            return Refusal.NOT_ON_LADDER;
        }
        if (before.ladder().get(position).receivedAt() == null) {
            return Refusal.NOT_RECEIVED;
        }
        return switch (action.kind()) {
            case ACKNOWLEDGE ->
                before.ladder().get(position).acknowledgedAt() == null ? null : Refusal.ALREADY_ACKNOWLEDGED;
            case RELAY -> refusalToRelay(before, action, position);
            case RETURN -> firstOf(reasonMissing(action), stale(before, action));
            case CLOSE -> refusalToClose(before, action, position);
            case BYPASS -> refusalToBypass(before, action, position);
            case REGRADE -> refusalToRegrade(before, action, position, policy);
            case FIND, TAKE_UP, OTHER -> throw new IllegalStateException("decided before");
        };
    }

    private static @Nullable Refusal refusalToRelay(IncidentCase before, DeskAction action, int position) {
        if (before.isTop(position)) {
            return Refusal.NOTHING_ABOVE;
        }
        return before.ladder().get(position).relayedAt() == null ? stale(before, action) : Refusal.ALREADY_RELAYED;
    }

    /** Only the top closes a case: were it a lower rung, those above would never hear of it. A relay may be declined (21号: 可请转报). */
    private static @Nullable Refusal refusalToClose(IncidentCase before, DeskAction action, int position) {
        if (before.matter() == Matter.INCIDENT && !before.isTop(position)) {
            return Refusal.NOT_AT_TOP;
        }
        return firstOf(reasonMissing(action), stale(before, action));
    }

    private static @Nullable Refusal refusalToBypass(IncidentCase before, DeskAction action, int position) {
        return before.matter() == Matter.RELAY_REQUEST
                ? Refusal.NOT_FOR_RELAY_REQUEST
                : firstOf(Bypassing.refusalOf(before, action.bypass(), position), stale(before, action));
    }

    private static @Nullable Refusal refusalToRegrade(
            IncidentCase before, DeskAction action, int position, Policy policy) {
        Grade wanted = action.grade();
        if (before.matter() == Matter.RELAY_REQUEST) {
            return Refusal.NOT_FOR_RELAY_REQUEST;
        }
        if (wanted == null) {
            return Refusal.GRADE_MISSING;
        }
        if (wanted == before.grade()) {
            return Refusal.GRADE_UNCHANGED;
        }
        if (wanted.compareTo(policy.gradeOf(before.facts())) < 0) {
            return Refusal.GRADE_BELOW_FACTS;
        }
        boolean setAbove = before.grading().set().entrySet().stream()
                .anyMatch(set -> before.positionOf(set.getKey()) > position
                        && set.getValue().compareTo(wanted) > 0);
        if (setAbove) {
            return Refusal.GRADE_SET_ABOVE;
        }
        return firstOf(reasonMissing(action), stale(before, action));
    }

    private static @Nullable Refusal stale(IncidentCase before, DeskAction action) {
        return action.seenVersion() == before.version() ? null : Refusal.STALE_VERSION;
    }

    private static @Nullable Refusal reasonMissing(DeskAction action) {
        return Texts.saysSomething(action.reason()) ? null : Refusal.REASON_MISSING;
    }

    private static @Nullable Refusal firstOf(@Nullable Refusal one, @Nullable Refusal other) {
        return one == null ? other : one;
    }

    private void take(Climb climb, DeskAction action, int position, Instant now) {
        Instant at = action.at();
        Detail detail = Detail.of(action);
        switch (action.kind()) {
            case ACKNOWLEDGE -> {
                climb.rung(position, rung -> rung.acknowledged(at));
                climb.tell(Kind.ACKNOWLEDGED, at, position, detail);
            }
            case RELAY -> {
                climb.rung(position, rung -> rung.relayed(at));
                climb.tell(Kind.RELAYED, at, position, detail);
                climb.receive(position + 1, now, false, null);
            }
            case RETURN -> climb.tell(Kind.RETURNED, at, position, detail);
            case BYPASS -> Bypassing.take(climb, action.bypass(), position, now, action);
            case REGRADE -> regrade(climb, action, now);
            case FIND -> climb.tellOf(Kind.FOUND, at, action.desk(), detail);
            case CLOSE -> {
                climb.close();
                climb.tell(Kind.CLOSED, at, position, detail);
            }
            case TAKE_UP, OTHER -> throw new IllegalStateException("refused before");
        }
    }

    private void regrade(Climb climb, DeskAction action, Instant now) {
        if (action.grade() == null) {
            throw new IllegalStateException("refused before");
        }
        IncidentCase before = climb.now();
        Policy policy = climb.policy();
        Grading grading = Regrading.byDesk(before, action.grade(), action.desk());
        if (!before.isFinal() && grading.route() != before.grading().route()) {
            climb.followUp(earlier(
                    before.followUp(), policy.toFollowUp(grading.route(), before.facts(), now, before.anchors())));
        }
        Regrading.take(climb, grading, divisions, now, Detail.of(action));
    }

    /** What the new grade owes, but no later than what was owed already. */
    private static @Nullable Deadline earlier(@Nullable Deadline before, @Nullable Deadline after) {
        return before == null || after == null || after.due().isBefore(before.due()) ? after : before;
    }
}
