package zhuji.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Kind;

/** The state machine: a case, a command or an instant, and the policy frozen for it, make events. It reads no clock. */
public final class Escalation {

    private final Divisions divisions;

    public Escalation(Divisions divisions) {
        this.divisions = divisions;
    }

    /** An initial report opens a case and delivers it to the first rung. */
    public Transition open(IncidentReport report, Policy policy) {
        Grade grade = policy.gradeOf(report.facts());
        var opened = new IncidentCase(
                report.incidentId(),
                report.office(),
                report.mode(),
                report.facts().incidentClass(),
                policy.version(),
                grade,
                1,
                report.reportId(),
                policy.occurrence(report),
                ladder(report.office(), policy.topOf(grade)),
                Set.of(),
                false);
        var climb = new Climb(opened, policy);
        climb.tell(Kind.OPENED, report.receivedAt());
        climb.receive(0, report.receivedAt(), false);
        return climb.done();
    }

    /** A later report goes to every rung that has the case, and may raise its grade, which extends the ladder from now. */
    public Transition follow(IncidentCase before, IncidentReport report, Policy policy) {
        var climb = new Climb(before, policy);
        climb.report(report.reportId());
        climb.tell(Kind.FOLLOWED_UP, report.receivedAt());
        Grade grade = policy.gradeOf(report.facts());
        if (grade.compareTo(before.grade()) > 0 && !before.closed()) {
            climb.regrade(grade);
            climb.tell(Kind.REGRADED, report.receivedAt());
            List<Rung> ladder = ladder(before.office(), policy.topOf(grade));
            if (ladder.size() > before.ladder().size()) {
                climb.extend(ladder.subList(before.ladder().size(), ladder.size()), report.receivedAt());
            }
        }
        return climb.done();
    }

    /** What a desk does; the same action twice changes nothing. */
    public Transition act(IncidentCase before, DeskAction action, Policy policy) {
        var climb = new Climb(before, policy);
        if (before.actions().contains(action.actionId())) {
            return climb.done();
        }
        climb.remember(action);
        int position = before.positionOf(action.desk());
        Refusal refusal = refusalOf(before, action, position);
        if (refusal != null) {
            climb.refuse(action, refusal);
        } else {
            take(climb, action, position);
        }
        return climb.done();
    }

    private static @Nullable Refusal refusalOf(IncidentCase before, DeskAction action, int position) {
        if (before.closed()) {
            return Refusal.CASE_CLOSED;
        }
        if (position < 0) {
            return Refusal.NOT_ON_LADDER;
        }
        Rung rung = before.ladder().get(position);
        if (rung.receivedAt() == null) {
            return Refusal.NOT_RECEIVED;
        }
        return switch (action.kind()) {
            case ACKNOWLEDGE -> rung.acknowledgedAt() == null ? null : Refusal.ALREADY_ACKNOWLEDGED;
            case RELAY -> refusalToRelay(before, action, position);
            case RETURN -> isBlank(action.reason()) ? Refusal.REASON_MISSING : stale(before, action);
            case CLOSE -> refusalToClose(before, action, position);
            case OTHER -> Refusal.UNKNOWN_ACTION;
        };
    }

    private static @Nullable Refusal refusalToRelay(IncidentCase before, DeskAction action, int position) {
        if (before.isTop(position)) {
            return Refusal.NOTHING_ABOVE;
        }
        return before.ladder().get(position).relayedAt() == null ? stale(before, action) : Refusal.ALREADY_RELAYED;
    }

    /** Only the top closes a case: were it a lower rung, those above would never hear of it. */
    private static @Nullable Refusal refusalToClose(IncidentCase before, DeskAction action, int position) {
        if (!before.isTop(position)) {
            return Refusal.NOT_AT_TOP;
        }
        return isBlank(action.reason()) ? Refusal.REASON_MISSING : stale(before, action);
    }

    private static @Nullable Refusal stale(IncidentCase before, DeskAction action) {
        return action.seenVersion() == before.version() ? null : Refusal.STALE_VERSION;
    }

    private static void take(Climb climb, DeskAction action, int position) {
        Instant at = action.at();
        switch (action.kind()) {
            case ACKNOWLEDGE -> {
                climb.rung(position, rung -> rung.acknowledged(at));
                climb.tell(Kind.ACKNOWLEDGED, at, position, false, action);
            }
            case RELAY -> {
                climb.rung(position, rung -> rung.relayed(at));
                climb.tell(Kind.RELAYED, at, position, false, action);
                climb.receive(position + 1, at, false);
            }
            case RETURN -> climb.tell(Kind.RETURNED, at, position, false, action);
            case CLOSE -> {
                climb.close();
                climb.tell(Kind.CLOSED, at, position, false, action);
            }
            case OTHER -> throw new IllegalStateException("refused before");
        }
    }

    /**
     * The passing of time: every deadline that has come is reported missed, once, and the case moves up all the same. The rung keeps its
     * duty.
     */
    public Transition pass(IncidentCase before, Instant now, Policy policy) {
        var climb = new Climb(before, policy);
        for (int position = 0; position < climb.now().ladder().size(); position++) {
            Rung rung = climb.now().ladder().get(position);
            boolean due = rung.due() != null && !rung.due().isAfter(now);
            if (due && rung.missedAt() == null && climb.now().owes(position)) {
                climb.rung(position, late -> late.missed(now));
                climb.tell(Kind.DEADLINE_MISSED, now, position, true, null);
                climb.receive(position + 1, now, true);
            }
        }
        return climb.done();
    }

    /** The offices above the reporting one, cut off at the top; at least one superior sees every incident. */
    private List<Rung> ladder(String office, Level top) {
        List<Division> above = divisions.above(office);
        List<Division> reached =
                above.stream().filter(division -> division.level().isUpTo(top)).toList();
        List<Division> chosen = reached.isEmpty() ? above.stream().limit(1).toList() : reached;
        return chosen.stream().map(Rung::waiting).toList();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
