package zhuji.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import zhuji.audit.claims.Claim;
import zhuji.events.Duty;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Matter;
import zhuji.events.Rung;
import zhuji.events.Stage;

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

    /** Everything about one case: its events, and the reports of it that were accepted. */
    void judge(List<Claim> claims) {
        List<Happening> happenings = new ArrayList<>();
        claims.stream()
                .filter(Claim.Told.class::isInstance)
                .map(Claim.Told.class::cast)
                .sorted(Comparator.comparing(Claim.Told::place))
                .forEach(told -> happenings.add(new Happening(told, (IncidentEvent) told.event())));
        judgeReports(
                claims.stream()
                        .filter(Claim.Reported.class::isInstance)
                        .map(Claim.Reported.class::cast)
                        .toList(),
                happenings);
        if (!happenings.isEmpty()) {
            judge(happenings, happenings.getFirst().event().getOffice());
        }
    }

    private void judge(List<Happening> happenings, String office) {
        boolean fromItsOpening =
                happenings.stream().anyMatch(each -> each.event().getKind() == IncidentEventKind.OPENED);
        if (fromItsOpening && scope.isOf(office)) {
            judgeSequence(happenings);
            judgeReceptions(happenings);
            judgeSteps(happenings);
            judgeWay(happenings);
            new Deadlines(scope, activity, findings).judge(happenings);
        }
        if (scope.isWhole()) {
            new CaseCounts(counted).count(happenings);
        }
    }

    /** Nothing is swallowed: every report of an incident that was accepted opens the case, or goes to every rung that has it. */
    private void judgeReports(List<Claim.Reported> reports, List<Happening> happenings) {
        if (!scope.isWhole() || !scope.isOfAll()) {
            return;
        }
        Set<String> told = new HashSet<>();
        boolean aside = false;
        for (Happening happening : happenings) {
            IncidentEvent event = happening.event();
            switch (event.getKind()) {
                case OPENED, FOLLOWED_UP -> told.add(event.getReportId());
                case SET_ASIDE -> aside = true;
                case TAKEN_UP -> aside = false;
                default -> {}
            }
        }
        for (Claim.Reported report : reports) {
            if (told.contains(report.reportId())) {
                findings.checked(Invariant.I4);
            } else if (aside || !scope.isSettled(report.receivedAt())) {
                findings.underWay(Invariant.I4);
            } else {
                findings.checked(Invariant.I4);
                findings.broken(
                        Invariant.I4,
                        report.place(),
                        report.reportId(),
                        "was accepted, and case " + report.incidentId() + " tells no superior of it");
            }
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

    /**
     * No rung comes off the ladder but by a correction of the facts (design §6): neither a desk, nor a follow-up, nor a declaration keeps a case from
     * those above. What is ungraded goes as far as the province, as III does.
     */
    private void judgeWay(List<Happening> happenings) {
        List<String> before = List.of();
        boolean corrected = false;
        for (Happening happening : happenings) {
            IncidentEvent event = happening.event();
            if (event.getMatter() != Matter.INCIDENT || event.getLadder().isEmpty()) {
                continue;
            }
            findings.checked(Invariant.I4);
            if (event.getKind() == IncidentEventKind.REGRADED) {
                corrected = event.getStage() == Stage.CORRECTION;
            }
            List<String> ladder =
                    event.getLadder().stream().map(Rung::getOffice).toList();
            if (!ladder.containsAll(before) && !(corrected && event.getKind() == IncidentEventKind.LADDER_CHANGED)) {
                List<String> lost = new ArrayList<>(before);
                lost.removeAll(ladder);
                broken(
                        Invariant.I4,
                        happening,
                        String.join(", ", lost) + " is taken off the ladder, and no correction of the facts did it");
            }
            before = ladder;
            if (event.getGrade() == Grade.UNGRADED
                    && event.getLadder().getLast().getLevel().compareTo(Level.PROVINCE) < 0) {
                broken(Invariant.I4, happening, "is ungraded, and its ladder ends below the province");
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
