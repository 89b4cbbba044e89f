package zhuji.escalation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case on its ladder.
 *
 * @param incidentId its identity
 * @param matter what it is about
 * @param office the office that reported
 * @param mode actual, exercise or test
 * @param policyVersion policy frozen at opening
 * @param grading grade and route as they stand
 * @param anchors what end-to-end limits are counted from
 * @param versions what was known with the first report and with the latest ones, oldest first
 * @param ladder its rungs, bottom to top
 * @param followUp until when the reporting office owes a follow-up; null while it owes none
 * @param actions what came of the latest actions, oldest first, by {@link DeskAction#key}: each counts once
 * @param happenings how many events it has had
 * @param closed whether it is closed
 */
public record IncidentCase(
        String incidentId,
        Matter matter,
        String office,
        Mode mode,
        String policyVersion,
        Grading grading,
        Anchors anchors,
        List<ReportVersion> versions,
        List<Rung> ladder,
        @Nullable Deadline followUp,
        Map<String, ActionOutcome> actions,
        int happenings,
        boolean closed) {

    private static final int MOST_ACTIONS = 500;
    private static final int MOST_REPORTS = 500;

    /**
     * Grade and route of a case.
     *
     * @param grade grade
     * @param route grade whose ladder it climbs: more than the grade where the case is ungraded or sensitive, or was declared or set graver
     * @param byFacts what the facts by themselves made of the route, as far as no correction has lowered it
     * @param set what desks have set, by desk; the grade is never lower than any of them
     */
    public record Grading(Grade grade, Grade route, Grade byFacts, Map<String, Grade> set) {

        /** Of a matter that is no incident. */
        static final Grading NONE = new Grading(Grade.UNGRADED, Grade.UNGRADED, Grade.UNGRADED, Map.of());

        public Grading {
            // Of a case kept before it was told apart.
            byFacts = Objects.requireNonNullElse(byFacts, route);
            set = Map.copyOf(set);
        }

        /** The gravest that desks have set. */
        Grade floor() {
            return set.values().stream().reduce(Grade.UNGRADED, Grade::orGraver);
        }
    }

    /**
     * What came of an action.
     *
     * @param kind what was asked for
     * @param refusal why it was refused; null when it was taken
     */
    public record ActionOutcome(
            DeskAction.Kind kind, @Nullable Refusal refusal) {}

    public IncidentCase {
        versions = List.copyOf(versions);
        ladder = List.copyOf(ladder);
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
    }

    /** The case with what came of one more action; of very many the oldest are forgotten, lest a case grow without end. */
    public IncidentCase remembering(DeskAction action, @Nullable Refusal refusal) {
        Map<String, ActionOutcome> more = new LinkedHashMap<>(actions);
        if (more.size() >= MOST_ACTIONS) {
            more.remove(more.keySet().iterator().next());
        }
        more.put(action.key(), new ActionOutcome(action.kind(), refusal));
        return with(more, happenings);
    }

    /** The case after one more event that changed nothing of it. */
    public IncidentCase happened() {
        return with(actions, happenings + 1);
    }

    private IncidentCase with(Map<String, ActionOutcome> allActions, int allHappenings) {
        return new IncidentCase(
                incidentId,
                matter,
                office,
                mode,
                policyVersion,
                grading,
                anchors,
                versions,
                ladder,
                followUp,
                allActions,
                allHappenings,
                closed);
    }

    /** Version of the report: 1 for the initial one, one more for each that followed. */
    public int version() {
        return latest().version();
    }

    /** Whether there is such a version of the report, and it is remembered. */
    boolean has(int version) {
        return versions.stream().anyMatch(each -> each.version() == version);
    }

    /** The report that made that version, of one that it {@link #has}. */
    public ReportVersion ofVersion(int version) {
        return versions.stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow();
    }

    /** The reports with one more; of very many those after the first are forgotten, lest a case grow without end. */
    List<ReportVersion> versionsWith(ReportVersion report) {
        List<ReportVersion> more = new ArrayList<>(versions);
        if (more.size() >= MOST_REPORTS) {
            more.remove(1);
        }
        more.add(report);
        return more;
    }

    /** The latest report. */
    public ReportVersion latest() {
        return versions.getLast();
    }

    /** What is known by now. */
    public Facts facts() {
        return latest().facts();
    }

    /** Grade as it stands. */
    public Grade grade() {
        return grading.grade();
    }

    /** Whether a report has been counted. */
    boolean has(String reportId) {
        return versions.stream().anyMatch(version -> version.reportId().equals(reportId));
    }

    /** Whether a final report is in, after which no follow-up is owed. */
    boolean isFinal() {
        return versions.stream().anyMatch(version -> version.stage() == Stage.FINAL);
    }

    /** Position of an office on the ladder, or -1. */
    public int positionOf(String desk) {
        return IntStream.range(0, ladder.size())
                .filter(position -> ladder.get(position).office().equals(desk))
                .findFirst()
                .orElse(-1);
    }

    /** Position of the rung at a level, or -1. */
    int positionAt(Level level) {
        return IntStream.range(0, ladder.size())
                .filter(position -> ladder.get(position).level() == level)
                .findFirst()
                .orElse(-1);
    }

    boolean isTop(int position) {
        return position == ladder.size() - 1;
    }

    /** What a rung's deadline is for. */
    public Duty dutyAt(int position) {
        return isTop(position) ? Duty.ACKNOWLEDGE : Duty.RELAY;
    }

    /** Whether a rung has the case and still owes what its deadline is for: to relay, or at the top to acknowledge. */
    public boolean owes(int position) {
        Rung rung = ladder.get(position);
        boolean done = isTop(position) ? rung.acknowledgedAt() != null : rung.relayedAt() != null;
        return !closed && rung.receivedAt() != null && rung.deadline() != null && !done;
    }

    /** The next instant at which something is to be done without anybody's doing; null when there is none. */
    public @Nullable Instant nextInstant() {
        return openDeadlines()
                .map(Deadline::next)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Stream<Deadline> openDeadlines() {
        Stream<Deadline> ofRungs = IntStream.range(0, ladder.size())
                .filter(this::owes)
                .mapToObj(position -> ladder.get(position).deadline())
                .filter(Objects::nonNull);
        return Stream.concat(ofRungs, closed ? Stream.empty() : Stream.ofNullable(followUp));
    }
}
