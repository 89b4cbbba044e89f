package zhuji.scoring.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import zhuji.input.EvaluationObjection;
import zhuji.scoring.domain.Fact.Hop.Kept;

/** A random year of a few offices: what happened, duplicates included, in some order. All of it is invented. */
public final class History {

    private static final List<Kept> KEPT = List.of(Kept.IN_TIME, Kept.LATE, Kept.OVER_ON_ARRIVAL);

    public static final List<String> OFFICES = List.of("450100", "450200", "450103");
    public static final int YEAR = 2025;

    private static final List<String> KINDS =
            List.of("SPECIAL_REPORT", "CIRCULATED", "COMMISSIONED", "MERGED", "ON_FILE", "NOT_IN_THE_BOOK");
    private static final List<Level> LEVELS = List.copyOf(EnumSet.allOf(Level.class));
    private static final List<String> EVALUATORS = List.of("000000", "450000");
    private static final RuleBook USUAL = Books.usual().of(YEAR);
    private static final Instant START = Instant.parse("2024-12-31T15:00:00Z");
    private static final long SPAN = 366L * 24 * 3600;

    private final Random random;
    private final List<Fact> facts = new ArrayList<>();
    private long offset;

    public History(Random random) {
        this.random = random;
    }

    /** The history. */
    public List<Fact> facts(int reports) {
        for (int number = 0; number < reports; number++) {
            addReport(OFFICES.get(random.nextInt(OFFICES.size())), number);
        }
        for (String office : OFFICES) {
            for (int number = random.nextInt(4); number > 0; number--) {
                String solicitation = "Y" + random.nextInt(3);
                facts.add(new Fact.SolicitationMissed(
                        office, cause("missed/" + office + solicitation), YEAR, solicitation));
            }
            if (random.nextInt(3) == 0) {
                facts.add(new Fact.SolicitationWithdrawn(
                        office, cause("withdrawn/" + office), YEAR, "Y" + random.nextInt(3)));
            }
            for (int number = random.nextInt(4); number > 0; number--) {
                facts.add(new Fact.NothingToReport(
                        office, cause("nothing/" + office + number), YEAR, 1 + random.nextInt(12)));
            }
            facts.add(new Fact.Hop(
                    office, cause("hop/" + office), START.plusSeconds(7_200), KEPT.get(random.nextInt(KEPT.size()))));
            facts.add(new Fact.Refused(office, cause("refused/" + office)));
        }
        if (random.nextInt(3) > 0) {
            turn("close/1", false, 300);
            if (random.nextBoolean()) {
                turn("open/1", true, 320);
                if (random.nextBoolean()) {
                    turn("close/2", false, 340);
                }
            }
        }
        for (int twice = facts.size() / 10; twice > 0; twice--) {
            facts.add(facts.get(random.nextInt(facts.size())));
        }
        return facts;
    }

    /** Scores a history under some books, decides its year and looks who is to be reminded. */
    public static void score(List<Fact> history, RuleBooks books) {
        var ledger = new HeldLedger();
        var scoring = new Scoring(books, registry(), ledger);
        history.forEach(scoring::take);
        List<Standing> standings = new ArrayList<>();
        for (Account account : ledger.accounts()) {
            Closings closings = ledger.closings(account.office(), account.year());
            Tally.of(account, closings, books, registry()).digest();
            ScoredOffice office = registry().find(account.office(), account.year());
            standings.add(new YearScoring(books.of(account.year()), closings, office).standing(account));
        }
        Decisions.propose(standings, books.of(YEAR));
        registry()
                .all(YEAR)
                .forEach(
                        office -> Reminder.of(office, books.of(YEAR).quota(), 1, null, false, START.plusSeconds(SPAN)));
    }

    /** That a report of an office was accepted. */
    static Fact filed(String office, long offset) {
        Instant at = START.plusSeconds(SPAN / 2);
        String reportId = office + ":1";
        Cause cause = new Cause(reportId, "topic", 0, offset, at);
        return new Fact.Filed(office, reportId, new Filing(cause, true, "NEW_SITUATION", "BRIEF", false, at));
    }

    /** Between two closings the registry changes: who is a contact point at one need not be at the next. */
    private void turn(String id, boolean reopened, int day) {
        Cause cause = new Cause(id, "score.control", 0, offset++, START.plusSeconds(day * 86_400L));
        OFFICES.forEach(office ->
                facts.add(new Fact.YearTurned(office, cause, YEAR, reopened, reopened ? null : basis(office))));
    }

    private @Nullable Basis basis(String office) {
        boolean contactPoint = random.nextInt(4) > 0;
        Basis basis = Basis.of(office(office, contactPoint), USUAL);
        return basis.saysAnything() ? basis : null;
    }

    private static ScoredOffice office(String code, boolean contactPoint) {
        Level level = code.equals("450103") ? Level.COUNTY : Level.PREFECTURE;
        return new ScoredOffice(code, "单位" + code, level, contactPoint, false, List.of());
    }

    private void addReport(String office, int number) {
        String reportId = office + ":" + number;
        facts.add(new Fact.Filed(
                office,
                reportId,
                new Filing(
                        cause(reportId),
                        random.nextInt(12) > 0,
                        random.nextBoolean() ? "NEW_SITUATION" : "MAJOR_INCIDENT",
                        random.nextInt(3) > 0 ? "RESEARCH" : "BRIEF",
                        random.nextInt(5) == 0,
                        moment())));
        for (int times = random.nextInt(4); times > 0; times--) {
            facts.add(new Fact.Evaluated(office, reportId, evaluation(reportId + "/v" + times)));
        }
        if (random.nextInt(5) == 0) {
            facts.add(new Fact.Evaluated(office, reportId, withdrawal(reportId)));
        }
        if (random.nextInt(8) == 0) {
            List<Finding.Kind> kinds = List.copyOf(EnumSet.allOf(Finding.Kind.class));
            facts.add(new Fact.Found(
                    office,
                    reportId,
                    new Finding(kinds.get(random.nextInt(kinds.size())), cause(reportId + "/found"))));
        }
        facts.add(new Fact.Routed(office, cause(reportId + "/routed"), reportId, "R4"));
    }

    private Evaluation evaluation(String id) {
        Evaluation.Kind kind = switch (random.nextInt(10)) {
            case 0 -> Evaluation.Kind.FOUND_UNTRUE;
            case 1 -> Evaluation.Kind.RETURNED;
            case 2, 3, 4 -> Evaluation.Kind.ENDORSED;
            default -> Evaluation.Kind.ADOPTED;
        };
        return new Evaluation(
                id,
                EVALUATORS.get(random.nextInt(EVALUATORS.size())),
                kind,
                LEVELS.get(random.nextInt(LEVELS.size())),
                kind == Evaluation.Kind.ADOPTED ? KINDS.get(random.nextInt(KINDS.size())) : null,
                1 + random.nextInt(3),
                random.nextInt(6) == 0,
                moment(),
                null,
                objection(),
                cause(id));
    }

    /** Of an evaluation there may or may not be, by its own evaluator or another. */
    private Evaluation withdrawal(String reportId) {
        String id = reportId + "/w";
        return new Evaluation(
                id,
                EVALUATORS.get(random.nextInt(EVALUATORS.size())),
                Evaluation.Kind.WITHDRAWN,
                Level.NATIONAL,
                null,
                1,
                false,
                moment(),
                reportId + "/v" + (1 + random.nextInt(3)),
                objection(),
                cause(id));
    }

    private @Nullable EvaluationObjection objection() {
        return random.nextInt(6) == 0 ? EvaluationObjection.NOT_SUPERIOR : null;
    }

    private Cause cause(String id) {
        return new Cause(id, "topic", random.nextInt(4), offset++, moment());
    }

    private Instant moment() {
        return START.plusSeconds(random.nextLong(SPAN));
    }

    /** The registry of the offices. */
    public static ScoredOffice.Registry registry() {
        return new ScoredOffice.Registry() {
            @Override
            public @Nullable ScoredOffice find(String code, int year) {
                return OFFICES.contains(code) ? office(code, !code.equals("450103")) : null;
            }

            @Override
            public List<ScoredOffice> all(int year) {
                return OFFICES.stream().map(code -> find(code, year)).toList();
            }
        };
    }
}
