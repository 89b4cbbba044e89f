package zhuji.escalation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.DutyDeadline;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.domain.IncidentCase.Grading;

/** One step of a case: the case as it changes, and the events so far. Used up by {@link #done}. */
final class Climb {

    private final Policy policy;
    private final List<CaseEvent> events = new ArrayList<>();
    private IncidentCase now;

    Climb(IncidentCase before, Policy policy) {
        this.now = before;
        this.policy = policy;
    }

    IncidentCase now() {
        return now;
    }

    Policy policy() {
        return policy;
    }

    Transition done() {
        return new Transition(now, events);
    }

    void tell(Kind kind, Instant at, Detail detail) {
        tell(kind, at, null, false, null, null, 0, detail);
    }

    /** Told with until when the next follow-up is owed, if one is. */
    void tellWithFollowUp(Kind kind, Instant at, Detail detail) {
        DutyDeadline owed = now.followUp() == null ? null : new DutyDeadline(Duty.FOLLOW_UP, now.followUp());
        tell(kind, at, null, false, null, owed, 0, detail);
    }

    void tell(Kind kind, Instant at, int position, Detail detail) {
        tell(kind, at, position, false, null, detail);
    }

    void tell(Kind kind, Instant at, int position, boolean overdue, @Nullable Instant trigger, Detail detail) {
        Rung rung = now.ladder().get(position);
        DutyDeadline deadline =
                rung.deadline() == null ? null : new DutyDeadline(now.dutyAt(position), rung.deadline());
        tell(kind, at, rung.office(), overdue, trigger, deadline, 0, detail);
    }

    /** Told of an office that need not be on the ladder. */
    void tellOf(Kind kind, Instant at, String office, Detail detail) {
        tell(kind, at, office, false, null, null, 0, detail);
    }

    void remind(Instant at, @Nullable String office, DutyDeadline deadline, Deadline.Reminder reminder) {
        tell(Kind.REMINDED, at, office, false, reminder.at(), deadline, reminder.percent(), Detail.NONE);
    }

    void missFollowUp(Instant at, Deadline missed) {
        var duty = new DutyDeadline(Duty.FOLLOW_UP, missed);
        tell(Kind.DEADLINE_MISSED, at, null, true, missed.due(), duty, 0, Detail.NONE);
    }

    void refuse(Refusal refusal, DeskAction action) {
        tellOf(Kind.REFUSED, action.at(), action.desk(), Detail.of(refusal, action));
    }

    private void tell(
            Kind kind,
            Instant at,
            @Nullable String office,
            boolean overdue,
            @Nullable Instant trigger,
            @Nullable DutyDeadline deadline,
            int percent,
            Detail detail) {
        now = now.happened();
        events.add(new CaseEvent(now, kind, at, office, overdue, trigger, deadline, percent, detail));
    }

    /** The rung at that position receives the case, if it has not yet; the one place where a rung ever does. */
    void receive(int position, Instant at, boolean overdue, @Nullable Instant trigger) {
        if (position >= now.ladder().size() || now.ladder().get(position).receivedAt() != null) {
            return;
        }
        rung(position, rung -> rung.received(at, deadline(position, at)));
        tell(Kind.RECEIVED, at, position, overdue, trigger, Detail.NONE);
    }

    private @Nullable Deadline deadline(int position, Instant from) {
        if (now.matter() == Matter.RELAY_REQUEST) {
            return now.isTop(position) ? null : policy.toRelayOnRequest(from);
        }
        if (now.isTop(position)) {
            return policy.toAcknowledge(from);
        }
        return policy.toRelay(
                now.facts(),
                now.grading().route(),
                now.ladder().get(position).level(),
                now.ladder().get(position + 1).level(),
                from,
                now.anchors());
    }

    void rung(int position, UnaryOperator<Rung> change) {
        List<Rung> ladder = new ArrayList<>(now.ladder());
        ladder.set(position, change.apply(ladder.get(position)));
        ladder(ladder);
    }

    /**
     * The ladder goes on above, from now; what was its top has to relay, and is told so. A closed case is open again, and whoever still owed
     * something when it was closed has a window from now; who had missed it by then has missed it, and is not blamed a second time.
     */
    void extend(List<Rung> further, Instant at) {
        int formerTop = now.ladder().size() - 1;
        boolean wasClosed = now.closed();
        List<Rung> ladder = new ArrayList<>(now.ladder());
        ladder.addAll(further);
        ladder(ladder);
        now = with(now.grading(), now.anchors().raised(at), now.versions(), now.followUp(), false);
        for (int position = wasClosed ? 0 : formerTop; position <= formerTop; position++) {
            Rung rung = position < 0 ? null : now.ladder().get(position);
            if (rung != null
                    && rung.receivedAt() != null
                    && rung.relayedAt() == null
                    && (position == formerTop || rung.missedAt() == null)) {
                Deadline until = deadline(position, at);
                rung(position, owing -> owing.owing(until));
            }
        }
        if (formerTop < 0 || now.ladder().get(formerTop).receivedAt() == null) {
            tell(Kind.LADDER_CHANGED, at, Detail.NONE);
        } else {
            tell(Kind.LADDER_CHANGED, at, formerTop, Detail.NONE);
        }
        if (formerTop < 0) {
            receive(0, at, false, null);
        }
    }

    /** Rungs above that have not received the case come off; what is the top now has to acknowledge, if it has not. */
    void cutTo(int size, Instant at) {
        List<Rung> ladder = new ArrayList<>(now.ladder());
        while (ladder.size() > size && ladder.getLast().receivedAt() == null) {
            ladder.removeLast();
        }
        if (ladder.size() == now.ladder().size()) {
            return;
        }
        ladder(ladder);
        int top = ladder.size() - 1;
        if (now.ladder().get(top).receivedAt() == null) {
            tell(Kind.LADDER_CHANGED, at, Detail.NONE);
        } else {
            rung(top, rung -> rung.owing(rung.acknowledgedAt() == null ? deadline(top, at) : null));
            tell(Kind.LADDER_CHANGED, at, top, Detail.NONE);
        }
    }

    /**
     * Limits that changed hold from now, for every rung that owes its relay and has not missed it. Where a limit has passed already nobody could have
     * kept it, and nobody is blamed.
     */
    void setClocks(Instant at) {
        for (int position = 0; position < now.ladder().size() - 1; position++) {
            Deadline before = now.ladder().get(position).deadline();
            if (before == null || !now.owes(position) || before.missedAt() != null) {
                continue;
            }
            Deadline after = deadline(position, before.from());
            if (after != null && !after.due().equals(before.due())) {
                Deadline set = after.setAt(at);
                rung(position, owing -> owing.owing(set));
                tell(Kind.LADDER_CHANGED, at, position, Detail.NONE);
            }
        }
    }

    void anchors(Anchors anchors) {
        now = with(now.grading(), anchors, now.versions(), now.followUp(), now.closed());
    }

    void grade(Grading grading) {
        now = with(grading, now.anchors(), now.versions(), now.followUp(), now.closed());
    }

    void version(ReportVersion version) {
        now = with(now.grading(), now.anchors(), now.versionsWith(version), now.followUp(), now.closed());
    }

    void followUp(@Nullable Deadline owed) {
        now = with(now.grading(), now.anchors(), now.versions(), owed, now.closed());
    }

    /** What came of the action is remembered, so that it counts once. */
    void remember(DeskAction action, @Nullable Refusal refusal) {
        now = now.remembering(action, refusal);
    }

    void close() {
        now = with(now.grading(), now.anchors(), now.versions(), null, true);
    }

    private void ladder(List<Rung> ladder) {
        now = new IncidentCase(
                now.incidentId(),
                now.matter(),
                now.office(),
                now.mode(),
                now.policyVersion(),
                now.grading(),
                now.anchors(),
                now.versions(),
                ladder,
                now.followUp(),
                now.actions(),
                now.happenings(),
                now.closed());
    }

    private IncidentCase with(
            Grading grading,
            Anchors anchors,
            List<ReportVersion> versions,
            @Nullable Deadline followUp,
            boolean closed) {
        return new IncidentCase(
                now.incidentId(),
                now.matter(),
                now.office(),
                now.mode(),
                now.policyVersion(),
                grading,
                anchors,
                versions,
                now.ladder(),
                followUp,
                now.actions(),
                now.happenings(),
                closed);
    }
}
