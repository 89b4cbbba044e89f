package zhuji.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.domain.IncidentCase.Grading;

/**
 * The state machine: a case, a command or an instant, and the policy frozen for it, make events. It reads no clock.
 *
 * <p>A command carries the broker's time, which decides whether it came in time; {@code now} is when it is handled, from which those who
 * receive the case count their windows: a rung is not charged with the time a message waited for the service.
 */
public final class Escalation {

    private final Divisions divisions;
    private final DeskActions actions;

    public Escalation(Divisions divisions) {
        this.divisions = divisions;
        this.actions = new DeskActions(divisions);
    }

    /** Why a report opens no case; null when it does. A case begins with its initial report. */
    public @Nullable Refusal refusalOf(IncidentReport report) {
        return report.stage() == Stage.INITIAL ? null : Refusal.NO_INITIAL_REPORT;
    }

    /** An initial report opens a case and delivers it to the first rung. */
    public Transition open(IncidentReport report, Instant now, Policy policy) {
        Anchors anchors = policy.anchors(report);
        Facts facts = report.facts();
        Grading grading = report.matter() == Matter.INCIDENT ? Regrading.atFirst(facts, policy) : Grading.NONE;
        List<Rung> ladder = report.matter() == Matter.INCIDENT
                ? Ladder.of(divisions, report.office(), policy.topOf(grading.route()))
                : Ladder.ofRelayRequest(divisions, report.office());
        var first =
                new ReportVersion(1, report.reportId(), report.stage(), report.receivedAt(), grading.grade(), facts);
        var opened = new IncidentCase(
                report.incidentId(),
                report.matter(),
                report.office(),
                report.mode(),
                policy.version(),
                grading,
                anchors,
                List.of(first),
                ladder,
                report.matter() == Matter.INCIDENT
                        ? policy.toFollowUp(grading.route(), facts, report.receivedAt(), anchors)
                        : null,
                Map.of(),
                0,
                false);
        var climb = new Climb(opened, policy);
        climb.tellWithFollowUp(Kind.OPENED, report.receivedAt(), Detail.of(report.stage()));
        findLateness(climb, report);
        climb.receive(0, now, false, null);
        if (report.bypass() != null) {
            bypassAtOnce(climb, report.bypass(), now);
        }
        return climb.done();
    }

    /** 迟报 is computed: the first report came later than the policy allows after the occurrence or the learning of it. */
    private static void findLateness(Climb climb, IncidentReport report) {
        IncidentCase opened = climb.now();
        if (opened.matter() != Matter.INCIDENT || opened.ladder().isEmpty()) {
            return;
        }
        Instant due = climb.policy()
                .dueOfFirstReport(
                        opened.facts(),
                        opened.grading().route(),
                        opened.ladder().getFirst().level(),
                        opened.anchors());
        if (due != null && report.receivedAt().isAfter(due)) {
            climb.tell(Kind.FOUND, report.receivedAt(), Detail.of(Finding.LATE, due));
        }
    }

    private static void bypassAtOnce(Climb climb, Bypass bypass, Instant now) {
        Refusal refusal = Bypassing.refusalOf(climb.now(), bypass, -1);
        if (refusal == null) {
            Bypassing.take(climb, bypass, -1, now, null);
        } else {
            climb.tell(Kind.REFUSED, now, Detail.of(bypass, refusal));
        }
    }

    /**
     * A later report goes to every rung that has the case. Within the supplement window it may raise the grade, which makes the ladder
     * longer from now; a correction of facts may lower it, which takes off rungs that have not received the case ({@link Regrading}). A correction
     * of what the incident is, or of when it happened, sets the clocks anew from now; what was missed by then was missed. The same report twice
     * counts once.
     */
    public Transition follow(IncidentCase before, IncidentReport report, Instant now, Policy policy) {
        var climb = new Climb(before, policy);
        if (before.has(report.reportId())) {
            return climb.done();
        }
        TimePassing.upToBefore(climb, report.receivedAt(), now);
        if (before.mode() != report.mode()) {
            climb.tell(Kind.REFUSED, report.receivedAt(), Detail.of(Refusal.MODE_DIFFERS, report.stage()));
            return climb.done();
        }
        Facts facts = before.facts().thenReported(report.facts(), report.stage());
        Anchors anchors = policy.anchorsAfter(before, facts, report);
        boolean regrades = !policy.reportedAt(report, before).isAfter(policy.endOfSupplements(before, facts, anchors));
        Grading grading =
                regrades ? Regrading.byReport(before.grading(), facts, report.stage(), policy) : before.grading();
        climb.version(new ReportVersion(
                before.version() + 1, report.reportId(), report.stage(), report.receivedAt(), grading.grade(), facts));
        climb.anchors(anchors);
        climb.followUp(
                climb.now().isFinal() ? null : policy.toFollowUp(grading.route(), facts, report.receivedAt(), anchors));
        climb.tellWithFollowUp(Kind.FOLLOWED_UP, report.receivedAt(), Detail.of(report.stage()));
        Regrading.take(climb, grading, divisions, now, Detail.of(report.stage()));
        if (report.stage() == Stage.CORRECTION || !anchors.equals(before.anchors())) {
            climb.setClocks(now);
        }
        if (report.bypass() != null && !climb.now().closed()) {
            bypassAtOnce(climb, report.bypass(), now);
        }
        return climb.done();
    }

    /** What a desk does; the same action twice changes nothing. What fell due before it came is reported first. */
    public Transition act(IncidentCase before, DeskAction action, Instant now, Policy policy) {
        var climb = new Climb(before, policy);
        if (before.actions().containsKey(action.key())) {
            return climb.done();
        }
        TimePassing.upToBefore(climb, action.at(), now);
        actions.take(climb, action, now);
        return climb.done();
    }

    /**
     * The passing of time: reminders, and every deadline that has come is reported missed, once. A rung's missed deadline moves the case up
     * all the same, and the rung keeps its duty.
     *
     * @param upTo what fell due up to then
     * @param now when it is handled
     */
    public Transition pass(IncidentCase before, Instant upTo, Instant now, Policy policy) {
        var climb = new Climb(before, policy);
        TimePassing.upTo(climb, upTo, now);
        return climb.done();
    }
}
