package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** For random histories: the tally kept fact by fact is the one computed from the whole history, whatever the order and however often told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoringPropertyTest {

    private static final int HISTORIES = 400;

    private final long seed = Long.getLong("zhuji.seed", System.nanoTime());

    ScoringPropertyTest() {
        System.out.println("seed of the histories: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
    }

    @Test
    void comesToTheSameAsTheWholeHistoryAtOnce() {
        var random = new Random(seed);
        long points = 0;
        for (int number = 0; number < HISTORIES; number++) {
            List<Fact> history = new History(random).facts(5 + random.nextInt(60));
            Collections.shuffle(history, random);
            Map<String, Tally> tallies = tallies(history);
            for (String office : History.OFFICES) {
                Tally tally = tallies.get(office);
                var batch = new BatchScore(office, history).result(History.YEAR);
                if (tally == null) {
                    assertThat(batch.accepted()).isZero();
                    continue;
                }
                assertThat(tally.points().decimal())
                        .as("points of %s in history %d of seed %d", office, number, seed)
                        .isEqualByComparingTo(batch.points());
                assertThat(tally.total().of(Figures.ACCEPTED)).isEqualTo(batch.accepted());
                assertThat(tally.total().of(Figures.SCORED)).isEqualTo(batch.scored());
                assertThat(tally.quotaMonthsShort()).isEqualTo(batch.shortMonths());
                assertThat(
                                tally.atClosing() == null
                                        ? null
                                        : tally.atClosing()
                                                .standing()
                                                .points()
                                                .decimal()
                                                .stripTrailingZeros())
                        .as("points at closing of %s in history %d of seed %d", office, number, seed)
                        .isEqualTo(
                                batch.atClosing() == null
                                        ? null
                                        : batch.atClosing().stripTrailingZeros());
                points += Math.abs(tally.points().tenThousandths());
            }
        }
        assertThat(points).as("the histories hold something to score").isPositive();
    }

    @Test
    void endsInTheSameTallyInAnyOrder() {
        var random = new Random(seed);
        for (int number = 0; number < HISTORIES / 4; number++) {
            List<Fact> history = new History(random).facts(40);
            Map<String, Tally> first = tallies(history);
            List<Fact> shuffled = new ArrayList<>(history);
            Collections.shuffle(shuffled, random);

            assertThat(tallies(shuffled))
                    .as("history %d of seed %d", number, seed)
                    .isEqualTo(first);
        }
    }

    /** Who has all facts first counts once. */
    @Test
    void comesToTheSameWhenAllFactsAreLearntFirst() {
        var random = new Random(seed);
        for (int number = 0; number < HISTORIES; number++) {
            List<Fact> history = new History(random).facts(5 + random.nextInt(60));
            Collections.shuffle(history, random);
            var learnt = new HeldLedger();
            var scoring = new Scoring(Books.usual(), History.registry(), learnt);
            history.forEach(scoring::learn);
            learnt.forEachYear(scoring::count);

            var taken = new HeldLedger();
            play(history, taken, Books.usual());

            assertThat(learnt.accounts())
                    .as("history %d of seed %d", number, seed)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(taken.accounts());
        }
    }

    /** The first of a closed year may be what earns nothing by itself: the year is short of its quota all the same. */
    @Test
    void settlesAClosedYearThatBeginsWithARefusal() {
        var at = Instant.parse("2025-11-01T00:00:00Z");
        List<Fact> history = List.of(
                new Fact.YearTurned(
                        "450103",
                        new Cause("close", "score.control", 0, 0, at),
                        History.YEAR,
                        false,
                        new Basis("单位450103", Level.COUNTY, false, "各县", 3)),
                new Fact.Refused("450103", new Cause("refused", "report.rejected", 0, 1, at.plusSeconds(1))));
        var taken = new HeldLedger();
        play(history, taken, Books.owedByAll());
        var learnt = new HeldLedger();
        var scoring = new Scoring(Books.owedByAll(), History.registry(), learnt);
        history.forEach(scoring::learn);
        learnt.forEachYear(scoring::count);

        assertThat(taken.accounts())
                .singleElement()
                .satisfies(account -> assertThat(account.standing()).hasSize(12));
        assertThat(learnt.accounts()).containsExactlyElementsOf(taken.accounts());
    }

    /** However many there are when the last of them comes to be known. */
    @Test
    void countsEveryOfficeOfALedger() {
        for (int offices = 1; offices < 200; offices++) {
            var ledger = new HeldLedger();
            var scoring = new Scoring(Books.usual(), History.registry(), ledger);
            for (int number = 0; number < offices; number++) {
                scoring.learn(History.filed("4501" + (10 + number), number));
            }

            ledger.forEachYear(scoring::count);

            assertThat(ledger.accounts())
                    .as("%d offices", offices)
                    .hasSize(offices)
                    .allSatisfy(account ->
                            assertThat(account.figures().of(Figures.ACCEPTED)).isOne());
        }
    }

    /** Every point of a tally is in an entry that stands, and everything taken back was given before. */
    @Test
    void keepsAJournalThatAddsUp() {
        var random = new Random(seed);
        for (int number = 0; number < HISTORIES / 4; number++) {
            List<Fact> history = new History(random).facts(40);
            Collections.shuffle(history, random);
            var journal = new JournalledLedger();
            play(history, journal, Books.usual());
            for (Account account : journal.accounts()) {
                assertThat(journal.sum(account))
                        .as("entries of %s in history %d of seed %d", account.office(), number, seed)
                        .isEqualTo(account.total().points());
                assertThat(journal.standing(account)).isEqualTo(account.total().of(Figures.ENTRIES));
            }
        }
    }

    /** Closed, open or open again: a trial under the book that the year has already comes to what the year comes to. */
    @Test
    void comesToTheSameInATrialUnderTheSameBook() {
        var random = new Random(seed);
        int ranked = 0;
        for (int number = 0; number < HISTORIES; number++) {
            List<Fact> history = new History(random).facts(5 + random.nextInt(60));
            Collections.shuffle(history, random);
            var ledger = new HeldLedger();
            play(history, ledger, Books.usual());
            RuleBook book = Books.usual().of(History.YEAR);
            var recount = new Recount(History.YEAR, book);
            for (String office : History.OFFICES) {
                Closings closings = ledger.closings(office, History.YEAR);
                ledger.items(office, History.YEAR).forEach(item -> recount.add(office, item, closings));
            }
            for (Account account : ledger.accounts()) {
                Closings closings = ledger.closings(account.office(), account.year());
                ScoredOffice office = rankedAs(account.office(), closings);
                if (account.year() == History.YEAR && office != null) {
                    assertThat(recount.standing(account, closings, office))
                            .as("history %d of seed %d", number, seed)
                            .isEqualTo(new YearScoring(book, closings, office).standing(account));
                    ranked++;
                }
            }
        }
        assertThat(ranked).isPositive();
    }

    private static @Nullable ScoredOffice rankedAs(String code, Closings closings) {
        Closings.Turn closing = closings.closing();
        if (closing == null) {
            return History.registry().find(code, History.YEAR);
        }
        return closing.basis() == null ? null : closing.basis().office(code);
    }

    /** What a closed year comes to does not depend on what the registry says today. */
    @Test
    void leavesAClosedYearAloneWhenTheRegistryChanges() {
        var random = new Random(seed);
        int closed = 0;
        for (int number = 0; number < HISTORIES / 4; number++) {
            List<Fact> history = new History(random).facts(40);
            Collections.shuffle(history, random);
            var ledger = new HeldLedger();
            play(history, ledger, Books.usual());
            var other = new HeldLedger();
            var scoring = new Scoring(Books.usual(), NOBODY, other);
            history.forEach(scoring::take);
            for (Account account : ledger.accounts()) {
                Closings closings = ledger.closings(account.office(), account.year());
                if (closings.isClosed()) {
                    assertThat(Tally.of(
                                    other.accounts().stream()
                                            .filter(each -> each.office().equals(account.office())
                                                    && each.year() == account.year())
                                            .findFirst()
                                            .orElseThrow(),
                                    closings,
                                    Books.usual(),
                                    NOBODY))
                            .as("history %d of seed %d", number, seed)
                            .isEqualTo(Tally.of(account, closings, Books.usual(), History.registry()));
                    closed++;
                }
            }
        }
        assertThat(closed).isPositive();
    }

    private static final ScoredOffice.Registry NOBODY = new ScoredOffice.Registry() {

        @Override
        public @Nullable ScoredOffice find(String code, int year) {
            return null;
        }

        @Override
        public List<ScoredOffice> all(int year) {
            return List.of();
        }
    };

    /** A year entered anew under another book on purpose is the year as that book would have had it from the start. */
    @Test
    void comesToTheSameUnderAnotherBookWhetherFromTheStartOrAfterwards() {
        var random = new Random(seed);
        var other = new RuleBooks(Books.shipped("quzhou"), Map.of());
        for (int number = 0; number < HISTORIES / 4; number++) {
            List<Fact> history = new History(random).facts(40);
            Collections.shuffle(history, random);
            var before = new HeldLedger();
            play(history, before, other);
            var afterwards = new JournalledLedger();
            play(history, afterwards, Books.usual());
            var again = new Scoring(other, History.registry(), afterwards);
            List.copyOf(afterwards.accounts()).forEach(again::recompute);

            assertThat(tallies(afterwards.held(), other))
                    .as("history %d of seed %d", number, seed)
                    .isEqualTo(tallies(before, other));
            for (Account account : afterwards.accounts()) {
                assertThat(afterwards.sum(account)).isEqualTo(account.total().points());
            }
        }
    }

    private static Map<String, Tally> tallies(List<Fact> history) {
        var ledger = new HeldLedger();
        play(history, ledger, Books.usual());
        return tallies(ledger, Books.usual());
    }

    private static Map<String, Tally> tallies(HeldLedger ledger, RuleBooks books) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            if (account.year() == History.YEAR) {
                Closings closings = ledger.closings(account.office(), account.year());
                tallies.put(account.office(), Tally.of(account, closings, books, History.registry()));
            }
        }
        return tallies;
    }

    private static void play(List<Fact> history, Ledger ledger, RuleBooks books) {
        var scoring = new Scoring(books, History.registry(), ledger);
        history.forEach(scoring::take);
    }
}
