package zhuji.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Claim;
import zhuji.audit.log.Place;
import zhuji.audit.rules.RuleBook;
import zhuji.audit.rules.RuleBooks;
import zhuji.events.AnnualTally;
import zhuji.events.ClosingOffice;
import zhuji.events.OfficeRegistered;
import zhuji.events.ScoreEntry;
import zhuji.events.YearClosed;

/** An office's points and tallies, recomputed from its events by a reading of the rule book of its own (I6). */
final class ScoreJudge {

    private static final int NAMED = 5;

    private final Scope scope;
    private final Standings standings;
    private final RuleBooks books;
    private final Findings findings;
    private final Map<Integer, List<DecisionJudge.Ranked>> closings = new TreeMap<>();
    private final Set<String> judged = new HashSet<>();

    ScoreJudge(Scope scope, Standings standings, RuleBooks books, Findings findings) {
        this.scope = scope;
        this.standings = standings;
        this.books = books;
        this.findings = findings;
        if (!scope.isWhole()) {
            findings.remark(
                    "tallies, points and decisions are not recomputed: the log is not there from its beginning to its end");
        }
    }

    void judge(String office, List<Claim> ofOffice) {
        if (!scope.isWhole()) {
            return;
        }
        judged.add(office);
        Map<Integer, OfficeYear> years = OfficeYear.of(ofOffice);
        Map<Integer, List<Claim.Told>> entries = new TreeMap<>();
        boolean settled = true;
        for (Claim claim : ofOffice) {
            if (claim instanceof Claim.Told told && told.event() instanceof ScoreEntry entry) {
                entries.computeIfAbsent(entry.getYear(), none -> new ArrayList<>())
                        .add(told);
            }
            settled &= scope.isSettled(timeOf(claim));
        }
        Map<Integer, Standings.At<AnnualTally>> tallies = standings.talliesOf(office);
        Set<Integer> all = new TreeSet<>(years.keySet());
        all.addAll(tallies.keySet());
        all.addAll(entries.keySet());
        for (int year : all) {
            judge(
                    settled && standings.turnsOf(year).stream().allMatch(turn -> scope.isSettled(turn.at())),
                    office,
                    year,
                    Objects.requireNonNullElseGet(years.get(year), OfficeYear::new),
                    tallies.get(year),
                    entries.getOrDefault(year, List.of()));
        }
    }

    /** Offices about which nothing was said but that they were silent. */
    void judgeSilentOffices() {
        if (!scope.isWhole()) {
            return;
        }
        standings.tallies().stream()
                .map(tally -> tally.event().getOffice())
                .distinct()
                .filter(office -> scope.isOf(office) && !judged.contains(office))
                .toList()
                .forEach(office -> judge(office, List.of()));
    }

    void judgeDecisions() {
        if (!scope.isWhole() || !scope.isOfAll()) {
            findings.remark("decisions are not recomputed: they rank all offices, over the whole log");
            return;
        }
        standings
                .turnedYears()
                .forEach(year -> standings.turnsOf(year).forEach(turn -> {
                    if (!turn.event().getReopened()) {
                        new ClosingJudge(standings, findings).judge(turn, bookOf(ClosingJudge.bookOf(turn.event())));
                    }
                }));
        var decisions = new DecisionJudge(standings, findings);
        closings.forEach((year, ranked) -> {
            if (standings.turnsOf(year).stream().allMatch(turn -> scope.isSettled(turn.at()))) {
                decisions.judge(year, ranked);
            } else {
                findings.underWay(Invariant.I6);
            }
        });
    }

    private static Instant timeOf(Claim claim) {
        return switch (claim) {
            case Claim.Filed filed -> filed.facts().receivedAt();
            case Claim.Routed routed -> routed.at();
            case Claim.Refused refused -> refused.at();
            case Claim.Told told -> told.at();
            case Claim.Counted counted -> counted.at();
            default -> Instant.MIN;
        };
    }

    /** Of an office with something under way only the closing is taken: it rests on what came before it. */
    private void judge(
            boolean settled,
            String office,
            int year,
            OfficeYear known,
            Standings.@Nullable At<AnnualTally> tally,
            List<Claim.Told> entries) {
        String subject = office + "/" + year;
        if (settled) {
            findings.checked(Invariant.I6);
        } else {
            findings.underWay(Invariant.I6);
        }
        if (tally == null && !settled) {
            return;
        }
        if (tally == null) {
            Place place = known.first == null ? entries.getFirst().place() : known.first.place();
            findings.broken(Invariant.I6, place, subject, "counts for a year of which no tally was published");
            return;
        }
        RuleBook book = bookOf(tally.event().getRuleBook());
        if (book == null) {
            findings.broken(
                    Invariant.I6,
                    tally.place(),
                    subject,
                    "cannot be recomputed: the rule book " + tally.event().getRuleBook()
                            + " is not at hand; name its file with --rule-book");
            return;
        }
        Standings.At<OfficeRegistered> registered = standings.office(office);
        Standings.At<YearClosed> closing = standings.closingOf(year);
        boolean told = closing != null && closing.event().getBasis() != null;
        ClosingOffice named = closing == null ? null : named(closing.event(), office, tally.event());
        boolean contactPoint =
                told ? named != null && named.getContactPoint() : wasContactPoint(office, year, registered);
        Integer quota = told
                ? named == null ? null : named.getOwed()
                : registered == null ? null : book.quotaOf(registered.event(), contactPoint);
        YearScore.Result result = new YearScore(known, book, quota, named, standings.turnsOf(year)).result();
        if (settled) {
            judgePoints(subject, result.points(), entries, tally);
            judgeTally(subject, result.figures(), tally);
        }
        if (result.closing() != null && contactPoint) {
            closings.computeIfAbsent(year, none -> new ArrayList<>())
                    .add(new DecisionJudge.Ranked(office, result.closing(), book));
        }
    }

    /** One that is at hand, or that a closing brought into the log. */
    private @Nullable RuleBook bookOf(String hash) {
        RuleBook book = books.of(hash);
        if (book == null) {
            book = standings.turnedYears().stream()
                    .flatMap(year -> standings.turnsOf(year).stream())
                    .map(turn -> turn.event().getBasis())
                    .filter(basis ->
                            basis != null && basis.getRuleBook().getHash().equals(hash))
                    .findFirst()
                    .map(basis -> books.read(hash, basis.getRuleBook().getText()))
                    .orElse(null);
        }
        return book;
    }

    /** The office as the closing has it; of one that does not say what it rests on, as the tally has it. */
    private @Nullable ClosingOffice named(YearClosed closing, String office, AnnualTally tally) {
        if (closing.getBasis() != null) {
            return standings.named(closing, office);
        }
        return tally.getAtClosing() == null ? null : TallyFigures.named(office, tally.getAtClosing());
    }

    /** As registered, unless that was after the year was closed: then by whether the closing ranked it. */
    private boolean wasContactPoint(String office, int year, Standings.@Nullable At<OfficeRegistered> registered) {
        boolean since = registered != null
                && standings.turnsOf(year).stream()
                        .anyMatch(turn -> registered.at().isAfter(turn.at()));
        return since ? standings.decision(office, year) != null : standings.isContactPoint(office, year, Instant.MAX);
    }

    private void judgeTally(String subject, Map<String, String> figures, Standings.At<AnnualTally> tally) {
        Map<String, String> published = TallyFigures.of(tally.event());
        Set<String> names = new TreeSet<>(figures.keySet());
        names.addAll(published.keySet());
        names.removeIf(name -> Objects.equals(figures.get(name), published.get(name)));
        if (!names.isEmpty()) {
            List<String> differences = names.stream()
                    .limit(NAMED)
                    .map(name -> name + " is " + published.getOrDefault(name, "nothing") + ", its events come to "
                            + figures.getOrDefault(name, "nothing"))
                    .toList();
            findings.broken(
                    Invariant.I6,
                    tally.place(),
                    subject,
                    String.join("; ", differences)
                            + (names.size() > NAMED ? "; and " + (names.size() - NAMED) + " more" : ""));
        }
    }

    /** Entries that were taken back, and those that took them back, come to nothing; the others must be what the events come to. */
    private void judgePoints(
            String subject, List<Point> points, List<Claim.Told> entries, Standings.At<AnnualTally> tally) {
        Map<String, Claim.Told> byId = new LinkedHashMap<>();
        for (Claim.Told told : entries) {
            var entry = (ScoreEntry) told.event();
            Claim.Told first = byId.putIfAbsent(entry.getEventId(), told);
            if (first != null) {
                broken(told, subject, "is entered a second time, first at " + first.place());
            }
        }
        Map<String, List<Point>> expected = new TreeMap<>();
        points.forEach(point -> expected.computeIfAbsent(point.purpose(), none -> new ArrayList<>())
                .add(point));
        for (Claim.Told standing : standing(byId, subject)) {
            judgeEntry(standing, subject, expected);
        }
        expected.values()
                .forEach(left -> left.forEach(point -> findings.broken(
                        Invariant.I6,
                        tally.place(),
                        subject,
                        point.points().toPlainString() + " points under " + point.rule() + " for " + point.source()
                                + " were never entered")));
    }

    private void judgeEntry(Claim.Told told, String subject, Map<String, List<Point>> expected) {
        Point published = Point.of((ScoreEntry) told.event());
        List<Point> same = expected.getOrDefault(published.purpose(), List.of());
        if (same.isEmpty()) {
            broken(told, subject, "its points under " + published.rule() + " follow from no event");
            return;
        }
        Point exact = same.stream()
                .filter(point -> point.line().equals(published.line()))
                .findFirst()
                .orElse(same.getFirst());
        same.remove(exact);
        if (exact.points().compareTo(published.points()) != 0) {
            broken(
                    told,
                    subject,
                    "gives " + published.points().toPlainString() + " points under " + published.rule()
                            + "; its event earns " + exact.points().toPlainString());
        } else if (exact.late() != published.late()) {
            broken(told, subject, published.late() ? "is called late and is not" : "is late and is not called so");
        }
    }

    private List<Claim.Told> standing(Map<String, Claim.Told> byId, String subject) {
        Set<String> reversed = new HashSet<>();
        byId.values().forEach(told -> {
            var entry = (ScoreEntry) told.event();
            if (entry.getReverses() == null) {
                return;
            }
            Claim.Told wrong = byId.get(entry.getReverses());
            if (wrong == null || !reversed.add(entry.getReverses())) {
                broken(told, subject, "takes back what was never entered, or was taken back before");
            } else if (((ScoreEntry) wrong.event())
                            .getPoints()
                            .add(entry.getPoints())
                            .signum()
                    != 0) {
                broken(told, subject, "takes back another number of points than were given at " + wrong.place());
            }
        });
        return byId.values().stream()
                .filter(told -> ((ScoreEntry) told.event()).getReverses() == null
                        && !reversed.contains(((ScoreEntry) told.event()).getEventId()))
                .toList();
    }

    private void broken(Claim.Told told, String subject, String words) {
        findings.broken(Invariant.I6, told.place(), subject, words);
    }
}
