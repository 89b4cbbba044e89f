package zhuji.escalation.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.domain.IncidentCase.Grading;

/**
 * What a change of the facts, or a desk's judgement, does to grade and ladder. Everybody may raise a case: later facts, a declaration, a desk.
 * Only a correction of the facts shortens its way, in a class that is graded and when the facts alone make less than before; what is declared and
 * what desks have set holds all the same. So nobody hides a case from those above by calling it small.
 */
final class Regrading {

    private Regrading() {}

    /** What the first report makes. */
    static Grading atFirst(Facts facts, Policy policy) {
        Grade byFacts = policy.routeByFacts(facts);
        return new Grading(policy.gradeOf(facts), byFacts.orGraver(facts.declaredGrade()), byFacts, Map.of());
    }

    /** What a later report makes; never less than a desk has set. */
    static Grading byReport(Grading before, Facts facts, Stage stage, Policy policy) {
        boolean corrects = stage == Stage.CORRECTION;
        Grade computed = policy.gradeOf(facts).orGraver(before.floor());
        Grade byFacts = policy.routeByFacts(facts);
        Grade route = byFacts.orGraver(computed);
        boolean shortens =
                corrects && policy.gradeByFacts(facts) != Grade.UNGRADED && byFacts.compareTo(before.byFacts()) < 0;
        return new Grading(
                corrects ? computed : computed.orGraver(before.grade()),
                shortens ? route : route.orGraver(before.route()),
                shortens ? byFacts : byFacts.orGraver(before.byFacts()),
                before.set());
    }

    /**
     * A desk's judgement holds until that desk or one above judges anew: what desks below it had set no longer counts. The grade may become less by
     * it, the way of the case never.
     */
    static Grading byDesk(IncidentCase before, Grade grade, String desk) {
        List<String> offices = before.ladder().stream().map(Rung::office).toList();
        Map<String, Grade> set = new HashMap<>(before.grading().set());
        set.keySet().removeAll(offices.subList(0, offices.indexOf(desk) + 1));
        set.put(desk, grade);
        Grading standing = before.grading();
        return new Grading(grade, standing.route().orGraver(grade), standing.byFacts(), set);
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
