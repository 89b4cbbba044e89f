package zhuji.escalation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Kind;

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

    Transition done() {
        return new Transition(now, events);
    }

    void tell(Kind kind, Instant at) {
        events.add(new CaseEvent(now, kind, at, null, false, null, null));
    }

    void tell(Kind kind, Instant at, int position, boolean overdue, @Nullable DeskAction action) {
        events.add(new CaseEvent(now, kind, at, now.ladder().get(position).office(), overdue, action, null));
    }

    /** The rung at that position receives the case, if it has not yet; the one place where a rung ever does. */
    void receive(int position, Instant at, boolean overdue) {
        if (position >= now.ladder().size() || now.ladder().get(position).receivedAt() != null) {
            return;
        }
        rung(position, rung -> rung.received(at, due(position, at)));
        tell(Kind.RECEIVED, at, position, overdue, null);
    }

    private Instant due(int position, Instant receivedAt) {
        if (now.isTop(position)) {
            return policy.dueToAcknowledge(receivedAt);
        }
        return policy.dueToRelay(
                now.incidentClass(),
                now.grade(),
                now.ladder().get(position).level(),
                now.ladder().get(position + 1).level(),
                receivedAt,
                now.occurredAt());
    }

    void rung(int position, UnaryOperator<Rung> change) {
        List<Rung> ladder = new ArrayList<>(now.ladder());
        ladder.set(position, change.apply(ladder.get(position)));
        now = with(now.grade(), now.version(), now.reportId(), ladder, now.actions(), now.closed());
    }

    /** The ladder goes on above; what was its top has to relay from now on, and is told so. */
    void extend(List<Rung> further, Instant at) {
        int formerTop = now.ladder().size() - 1;
        List<Rung> ladder = new ArrayList<>(now.ladder());
        ladder.addAll(further);
        now = with(now.grade(), now.version(), now.reportId(), ladder, now.actions(), now.closed());
        if (formerTop < 0) {
            tell(Kind.LADDER_CHANGED, at);
            receive(0, at, false);
        } else if (now.ladder().get(formerTop).receivedAt() == null) {
            tell(Kind.LADDER_CHANGED, at);
        } else {
            rung(formerTop, rung -> rung.owingUntil(due(formerTop, at)));
            tell(Kind.LADDER_CHANGED, at, formerTop, false, null);
        }
    }

    void regrade(Grade grade) {
        now = with(grade, now.version(), now.reportId(), now.ladder(), now.actions(), now.closed());
    }

    void report(String reportId) {
        now = with(now.grade(), now.version() + 1, reportId, now.ladder(), now.actions(), now.closed());
    }

    void remember(DeskAction action) {
        Set<String> actions = new HashSet<>(now.actions());
        actions.add(action.actionId());
        now = with(now.grade(), now.version(), now.reportId(), now.ladder(), actions, now.closed());
    }

    void close() {
        now = with(now.grade(), now.version(), now.reportId(), now.ladder(), now.actions(), true);
    }

    void refuse(DeskAction action, Refusal refusal) {
        events.add(new CaseEvent(now, Kind.REFUSED, action.at(), action.desk(), false, action, refusal));
    }

    private IncidentCase with(
            Grade grade, int version, String reportId, List<Rung> ladder, Set<String> actions, boolean closed) {
        return new IncidentCase(
                now.incidentId(),
                now.office(),
                now.mode(),
                now.incidentClass(),
                now.policyVersion(),
                grade,
                version,
                reportId,
                now.occurredAt(),
                ladder,
                actions,
                closed);
    }
}
