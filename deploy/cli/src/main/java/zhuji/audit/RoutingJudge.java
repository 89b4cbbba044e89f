package zhuji.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Filing;
import zhuji.audit.log.Place;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;

/** An office's reports: each routed once, to where the notice says, and there exactly once (I2). */
final class RoutingJudge {

    private final Scope scope;
    private final Standings standings;
    private final Findings findings;

    RoutingJudge(Scope scope, Standings standings, Findings findings) {
        this.scope = scope;
        this.standings = standings;
        this.findings = findings;
    }

    /** Everything about one report. */
    private static final class Report {
        private final List<Claim.Filed> filed = new ArrayList<>();
        private final List<Claim.Routed> routed = new ArrayList<>();
        private final List<Claim.Copied> copies = new ArrayList<>();
    }

    void judge(List<Claim> ofOffice) {
        Map<String, Report> reports = new TreeMap<>();
        for (Claim claim : ofOffice) {
            switch (claim) {
                case Claim.Filed each -> of(reports, each.reportId()).filed.add(each);
                case Claim.Routed each -> of(reports, each.reportId()).routed.add(each);
                case Claim.Copied each -> of(reports, each.reportId()).copies.add(each);
                default -> {}
            }
        }
        reports.forEach(this::judge);
    }

    private static Report of(Map<String, Report> reports, String reportId) {
        return reports.computeIfAbsent(reportId, none -> new Report());
    }

    private void judge(String reportId, Report report) {
        if (report.filed.isEmpty()) {
            judgeUnfiled(reportId, report);
            return;
        }
        Claim.Filed filed = report.filed.getFirst();
        if (report.routed.isEmpty() && !scope.isSettled(filed.facts().receivedAt())) {
            findings.underWay(Invariant.I2);
            return;
        }
        findings.checked(Invariant.I2);
        others(report.filed)
                .forEach(place -> broken(place, reportId, "is accepted a second time, first at " + filed.place()));
        if (report.routed.isEmpty()) {
            broken(filed.place(), reportId, "has no routing decision");
            return;
        }
        Claim.Routed routed = report.routed.getFirst();
        others(report.routed)
                .forEach(place -> broken(place, reportId, "is routed a second time, first at " + routed.place()));
        judgeDestinations(filed, routed);
        judgeCopies(filed, routed, report.copies);
    }

    /** Without its acceptance nothing may follow, unless that lies before what is looked at. */
    private void judgeUnfiled(String reportId, Report report) {
        if (!scope.isWhole()) {
            return;
        }
        report.routed.forEach(each -> broken(each.place(), reportId, "is routed and was never accepted"));
        if (report.routed.isEmpty()) {
            report.copies.forEach(each -> broken(each.place(), reportId, "stands here and was never accepted"));
        }
    }

    private static List<Place> others(List<? extends Claim> claims) {
        return claims.stream().skip(1).map(Claim::place).toList();
    }

    private void judgeDestinations(Claim.Filed filed, Claim.Routed routed) {
        Set<String> said = new TreeSet<>(routed.destinations());
        if (expected(filed, routed).stream().noneMatch(said::equals)) {
            broken(
                    routed.place(),
                    filed.reportId(),
                    "is routed to " + names(said) + " by " + routed.rule() + "; the notice says "
                            + names(expected(filed, routed).getFirst()));
        }
    }

    private void judgeCopies(Claim.Filed filed, Claim.Routed routed, List<Claim.Copied> copies) {
        Map<String, Claim.Copied> found = new TreeMap<>();
        for (Claim.Copied copy : copies) {
            Claim.Copied first = found.putIfAbsent(copy.place().topic(), copy);
            if (first != null) {
                broken(copy.place(), filed.reportId(), "stands here a second time, first at " + first.place());
            } else if (!routed.destinations().contains(copy.place().topic())) {
                broken(copy.place(), filed.reportId(), "stands where it was not routed to");
            }
            if (!copy.digest().equals(filed.digest())) {
                broken(copy.place(), filed.reportId(), "is not what was accepted: its digest is another");
            }
        }
        for (String destination : routed.destinations()) {
            if (!found.containsKey(destination)) {
                broken(routed.place(), filed.reportId(), "is missing on " + destination + ", where it was routed to");
            }
        }
    }

    /** The notice, read again: 57号 一 and 三, 21号 二. Where the registry has changed since, both readings hold. */
    private List<Set<String>> expected(Claim.Filed filed, Claim.Routed routed) {
        Standings.At<OfficeRegistered> office = standings.office(filed.office());
        boolean national = filed.office().startsWith(Topics.NATIONAL_PREFIX);
        Set<String> region = national ? Set.of() : Set.of(Topics.region(Topics.prefixOf(filed.office())));
        Filing facts = filed.facts();
        switch (facts.category()) {
            case MAJOR_INCIDENT -> {
                return List.of(Set.of());
            }
            case GENERAL_DYNAMIC -> {
                return office == null || !Topics.hasRegion(filed.office())
                        ? List.of(region, Set.of())
                        : List.of(region);
            }
            default -> {
                if (facts.relay() && !national) {
                    return office == null ? List.of(region, Set.of()) : List.of(region);
                }
            }
        }
        if (!national && !Topics.hasRegion(filed.office())) {
            return List.of(Set.of());
        }
        Set<String> both = new TreeSet<>(region);
        both.add(Topics.REPORT_NATIONAL);
        boolean direct = national || isDirect(filed, office);
        if (office == null) {
            // Taken off the registry since, or before it was routed: then it went nowhere.
            return List.of(region, Set.of(), both);
        }
        return isKnownThen(office, filed.office(), routed.at())
                ? List.of(direct ? both : region)
                : List.of(direct ? both : region, direct ? region : both);
    }

    private boolean isDirect(Claim.Filed filed, Standings.@Nullable At<OfficeRegistered> office) {
        return office != null
                && (office.event().getLevel() == Level.PROVINCE
                        || standings.isContactPoint(
                                filed.office(), filed.facts().receivedAt(), Instant.MAX));
    }

    /** The registry is compacted: what an office was before its latest registration, or decision, cannot be read from it. */
    private boolean isKnownThen(Standings.@Nullable At<OfficeRegistered> office, String code, Instant at) {
        return office != null
                && !office.at().isAfter(at)
                && standings.decisionsOf(code).values().stream()
                        .noneMatch(decision -> decision.at().isAfter(at));
    }

    private static String names(Set<String> destinations) {
        return destinations.isEmpty() ? "nowhere" : String.join(" and ", destinations);
    }

    private void broken(Place place, String reportId, String words) {
        findings.broken(Invariant.I2, place, reportId, words);
    }
}
