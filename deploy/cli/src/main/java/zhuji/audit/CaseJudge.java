package zhuji.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import zhuji.audit.claims.Claim;
import zhuji.events.Duty;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Matter;
import zhuji.events.Rung;

/** One case from its first event to its last: who received it when (I4), which deadlines passed (I5), and that no step was undone (I8). */
final class CaseJudge {

    private final Scope scope;
    private final Activity activity;
    private final Findings findings;
    private final Consumer<Claim> counted;

    /**
     * @param counted is given what counts for offices' years
     */
    CaseJudge(Scope scope, Activity activity, Findings findings, Consumer<Claim> counted) {
        this.scope = scope;
        this.activity = activity;
        this.findings = findings;
        this.counted = counted;
    }

    /** An event of a case and where it stands. */
    record Happening(Claim.Told told, IncidentEvent event) {}

    void judge(List<Claim.Told> claims) {
        List<Happening> happenings = new ArrayList<>();
        claims.stream()
                .sorted((one, two) -> one.place().compareTo(two.place()))
                .forEach(told -> happenings.add(new Happening(told, (IncidentEvent) told.event())));
        boolean fromItsOpening =
                happenings.stream().anyMatch(each -> each.event().getKind() == IncidentEventKind.OPENED);
        if (fromItsOpening && scope.isOf(happenings.getFirst().event().getOffice())) {
            judgeSequence(happenings);
            judgeReceptions(happenings);
            judgeSteps(happenings);
            new Deadlines(scope, activity, findings).judge(happenings);
        }
        if (scope.isWhole()) {
            new CaseCounts(counted).count(happenings);
        }
    }

    /** Events of a case are numbered: one that is not there was lost. */
    private void judgeSequence(List<Happening> happenings) {
        int last = 0;
        for (Happening happening : happenings) {
            int number = happening.event().getSequence();
            if (number > last + 1) {
                broken(
                        Invariant.I4,
                        happening,
                        "the events before it, from number " + (last + 1) + " on, are not there");
            }
            last = Math.max(last, number);
        }
    }

    private void judgeReceptions(List<Happening> happenings) {
        Set<String> received = new HashSet<>();
        Set<String> done = new HashSet<>();
        Set<String> skipped = new HashSet<>();
        for (Happening happening : happenings) {
            IncidentEvent event = happening.event();
            String rung = event.getRung();
            if (rung == null || event.getMatter() != Matter.INCIDENT) {
                continue;
            }
            switch (event.getKind()) {
                case RECEIVED -> {
                    findings.checked(Invariant.I4);
                    if (!received.add(rung)) {
                        broken(Invariant.I4, happening, rung + " receives it a second time");
                    }
                    judgeReception(happening, received, done, skipped);
                }
                case RELAYED -> done.add(rung);
                case DEADLINE_MISSED -> {
                    if (event.getDuty() != Duty.FOLLOW_UP && event.getDuty() != Duty.ACKNOWLEDGE) {
                        done.add(rung);
                    }
                }
                case BYPASSED -> skipped.add(rung);
                default -> {}
            }
        }
    }

    private void judgeReception(Happening reception, Set<String> received, Set<String> done, Set<String> skipped) {
        List<String> ladder =
                reception.event().getLadder().stream().map(Rung::getOffice).toList();
        int position = ladder.indexOf(reception.event().getRung());
        if (position < 0) {
            broken(Invariant.I4, reception, reception.event().getRung() + " is not on the ladder it is on");
            return;
        }
        for (int below = 0; below < position; below++) {
            String office = ladder.get(below);
            boolean next = below == position - 1;
            boolean passedOn = next ? done.contains(office) : received.contains(office);
            if (!passedOn && !skipped.contains(office)) {
                broken(
                        Invariant.I4,
                        reception,
                        ladder.get(position)
                                + (next
                                        ? " receives it before " + office
                                                + " has relayed it, missed its deadline or was bypassed"
                                        : " receives it and " + office + " was skipped without a copy 抄送"));
            }
        }
    }

    private void judgeSteps(List<Happening> happenings) {
        var steps = new Steps();
        for (Happening happening : happenings) {
            if (!happening.event().getLadder().isEmpty()) {
                findings.checked(Invariant.I8);
                steps.after(happening.event().getLadder()).forEach(words -> broken(Invariant.I8, happening, words));
            }
        }
    }

    private void broken(Invariant invariant, Happening happening, String words) {
        findings.broken(invariant, happening.told().place(), happening.event().getIncidentId(), words);
    }
}
