package zhuji.escalation.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Aside;
import zhuji.escalation.domain.CaseFile;
import zhuji.escalation.domain.Duty;
import zhuji.escalation.domain.Facts;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.IncidentCase;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Matter;
import zhuji.escalation.domain.Mode;
import zhuji.escalation.domain.ReportVersion;
import zhuji.escalation.domain.Stage;

/**
 * A case as its page shows it. It holds no report's text and no person's name.
 *
 * @param incidentId the case
 * @param matter what it is about
 * @param office the office that reported, and its name
 * @param mode actual, exercise or test
 * @param grade grade
 * @param route grade whose ladder it climbs: more than the grade where the incident is sensitive
 * @param version version of the report, to be named in an action
 * @param policyVersion policy frozen at opening
 * @param closed whether it is closed
 * @param followUpDue until when the reporting office owes a follow-up
 * @param setAside its being set aside, with what waits; null when it is not
 * @param facts what is known by now
 * @param versions the reports, with what changed between them
 * @param ladder its rungs, bottom to top
 * @param timeline what happened, oldest first
 */
record CasePage(
        String incidentId,
        Matter matter,
        Name office,
        Mode mode,
        Grade grade,
        Grade route,
        int version,
        String policyVersion,
        boolean closed,
        @Nullable Instant followUpDue,
        @Nullable SetAside setAside,
        Facts facts,
        List<Version> versions,
        List<RungLine> ladder,
        List<Line> timeline) {

    /** An office and what it is called. */
    record Name(String code, String name) {}

    /** Since when a case waits, why, and how many commands wait with it. */
    record SetAside(Instant at, String cause, int waiting) {}

    /** A report, and what it changed of what was known. */
    record Version(int version, String reportId, Stage stage, Instant receivedAt, Grade grade, List<Change> changes) {}

    /** A fact that changed; null is unknown. */
    record Change(
            String fact, @Nullable Object before, @Nullable Object after) {}

    /** A rung and how it stands. */
    record RungLine(
            String office,
            String name,
            Level level,
            Duty duty,
            @Nullable Instant receivedAt,
            @Nullable Instant due,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant relayedAt,
            @Nullable Instant missedAt,
            @Nullable Instant copiedAt,
            boolean owes) {}

    /** A line of the timeline, in words. */
    record Line(
            int sequence,
            Instant at,
            String kind,
            @Nullable String rung,
            @Nullable Duty duty,
            @Nullable Instant due,
            @Nullable String actionId,
            String zh,
            String en) {

        static Line of(Happening happening, UnaryOperator<String> names) {
            Words words = Words.of(happening, names);
            return new Line(
                    happening.sequence(),
                    happening.at(),
                    happening.kind().name(),
                    happening.rung(),
                    happening.duty(),
                    happening.limit() == null ? happening.due() : happening.limit(),
                    happening.actionId(),
                    words.zh(),
                    words.en());
        }
    }

    static CasePage of(CaseFile file, UnaryOperator<String> names) {
        IncidentCase incident = file.incident();
        Aside aside = file.aside();
        return new CasePage(
                incident.incidentId(),
                incident.matter(),
                new Name(incident.office(), names.apply(incident.office())),
                incident.mode(),
                incident.grade(),
                incident.grading().route(),
                incident.version(),
                incident.policyVersion(),
                incident.closed(),
                incident.followUp() == null || incident.closed()
                        ? null
                        : incident.followUp().due(),
                aside == null ? null : new SetAside(aside.at(), aside.cause(), aside.waiting()),
                incident.facts(),
                versions(incident.versions()),
                IntStream.range(0, incident.ladder().size())
                        .mapToObj(position -> rung(incident, position, names))
                        .toList(),
                file.timeline().stream().map(line -> Line.of(line, names)).toList());
    }

    private static RungLine rung(IncidentCase incident, int position, UnaryOperator<String> names) {
        var rung = incident.ladder().get(position);
        return new RungLine(
                rung.office(),
                names.apply(rung.office()),
                rung.level(),
                incident.dutyAt(position),
                rung.receivedAt(),
                rung.due(),
                rung.acknowledgedAt(),
                rung.relayedAt(),
                rung.missedAt(),
                rung.copiedAt(),
                incident.owes(position));
    }

    private static List<Version> versions(List<ReportVersion> reports) {
        List<Version> versions = new ArrayList<>();
        for (int index = 0; index < reports.size(); index++) {
            ReportVersion report = reports.get(index);
            versions.add(new Version(
                    report.version(),
                    report.reportId(),
                    report.stage(),
                    report.receivedAt(),
                    report.grade(),
                    index == 0 ? List.of() : changes(reports.get(index - 1), report)));
        }
        return versions;
    }

    private static List<Change> changes(ReportVersion before, ReportVersion after) {
        Facts was = before.facts();
        Facts is = after.facts();
        List<Change> changes = new ArrayList<>();
        note(changes, "grade", before.grade(), after.grade());
        note(changes, "division", was.division(), is.division());
        note(changes, "occurredAt", was.occurredAt(), is.occurredAt());
        note(changes, "deaths", was.deaths(), is.deaths());
        note(changes, "missing", was.missing(), is.missing());
        note(changes, "seriousInjuries", was.seriousInjuries(), is.seriousInjuries());
        note(changes, "affected", was.affected(), is.affected());
        note(changes, "directLossYuan", was.directLossYuan(), is.directLossYuan());
        note(changes, "declaredGrade", was.declaredGrade(), is.declaredGrade());
        note(changes, "sensitive", was.sensitive(), is.sensitive());
        return changes;
    }

    private static void note(List<Change> changes, String fact, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(fact, before, after));
        }
    }
}
