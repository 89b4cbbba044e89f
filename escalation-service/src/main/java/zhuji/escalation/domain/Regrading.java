package zhuji.escalation.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.domain.IncidentCase.Grading;

/** What a change of the facts, or a desk's judgement, does to grade and ladder. */
final class Regrading {

    private Regrading() {}

    /** Later facts raise the grade; only a correction lowers it, and never below what a desk has set. */
    static Grading byReport(Grading before, Facts facts, Stage stage, Policy policy) {
        Grade computed = policy.gradeOf(facts).orGraver(before.floor());
        Grade grade = stage == Stage.CORRECTION ? computed : computed.orGraver(before.grade());
        return new Grading(grade, policy.routeOf(grade, facts), before.set());
    }

    /** A desk's judgement holds until that desk or one above judges anew: what desks below it had set no longer counts. */
    static Grading byDesk(IncidentCase before, Grade grade, String desk, Policy policy) {
        List<String> offices = before.ladder().stream().map(Rung::office).toList();
        Map<String, Grade> set = new HashMap<>(before.grading().set());
        set.keySet().removeAll(offices.subList(0, offices.indexOf(desk) + 1));
        set.put(desk, grade);
        return new Grading(grade, policy.routeOf(grade, before.facts()), set);
    }

    static void take(Climb climb, Grading grading, Divisions divisions, Instant now, Detail detail) {
        Grading before = climb.now().grading();
        if (before.equals(grading)) {
            return;
        }
        climb.grade(grading);
        if (before.grade() != grading.grade() || before.route() != grading.route()) {
            climb.tellWithFollowUp(Kind.REGRADED, now, detail);
            moveTop(climb, divisions, now);
        }
    }

    /** The ladder ends where the grade says; rungs already done stay done, and who has received the case keeps it. */
    private static void moveTop(Climb climb, Divisions divisions, Instant now) {
        IncidentCase before = climb.now();
        Level top = climb.policy().topOf(before.grading().route());
        List<Rung> wanted = Ladder.of(divisions, before.office(), top);
        int length = before.ladder().size();
        if (wanted.size() > length) {
            climb.extend(wanted.subList(length, wanted.size()), now);
        } else if (wanted.size() < length && !before.closed()) {
            climb.cutTo(wanted.size(), now);
        }
    }
}
