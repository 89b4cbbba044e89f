package zhuji.scoring.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.NothingToReport;
import zhuji.events.Outcome;
import zhuji.events.ReminderKind;
import zhuji.events.ReportEvaluated;
import zhuji.events.ScoreEntry;
import zhuji.events.ScoreReminder;
import zhuji.events.Topics;
import zhuji.scoring.domain.Books;
import zhuji.scoring.domain.RuleBooks;

class ScoringTopologyTest {

    private Year year;

    @BeforeEach
    void start() {
        year = new Year(Books.usual());
    }

    @AfterEach
    void stop() {
        year.close();
    }

    /** Renaming a node or store strands the state of running instances; this makes such a change visible in review. */
    @Test
    void keepsItsShape() throws IOException {
        assertThat(year.topology.description())
                .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/topology.txt")));
    }

    @Test
    void keepsATallyForEachOfficeAndYear() {
        year.file(Year.NANNING, "1", "2025-12-31T15:59:59Z");
        year.file(Year.NANNING, "2", "2025-12-31T16:00:00Z");
        year.file(Year.NANNING, "3", "2025-03-01T00:00:00Z");

        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getAccepted()).isEqualTo(2);
            assertThat(tally.getByMonth()).containsOnlyKeys("03", "12");
            assertThat(tally.getEntries()).isZero();
            assertThat(tally.getEntriesDigest()).isNull();
        });
    }

    @Test
    void countsByWhichRuleReportsWereRoutedUnderWhateverCodeTheyWereSent() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.file(Year.NANNING, "2", "2025-03-01T00:00:00Z");
        year.file(Year.NANNING, "3", "2025-03-01T00:00:00Z");

        year.route(Year.NANNING, "450100:1", "R4", "2025-03-01T00:00:00Z");
        year.route("452122", "450100:2", "R4", "2025-03-01T00:00:00Z");
        year.route("452122", "450100:3", "R6", "2025-03-01T00:00:00Z");

        assertThat(year.tally(Year.NANNING, 2025).getByRule())
                .containsExactlyInAnyOrderEntriesOf(Map.of("R4", 2L, "R6", 1L));
    }

    @Test
    void entersPointsWithTheEventThatEarnedThem() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate("v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "CIRCULATED", "2025-03-05T00:00:00Z");
        year.evaluate("v2", "450100:1", EvaluationKind.ENDORSED, Level.NATIONAL, null, "2025-03-06T00:00:00Z");
        year.evaluate("v3", "450100:1", EvaluationKind.ENDORSED, Level.NATIONAL, null, "2025-03-07T00:00:00Z");

        assertThat(year.entries())
                .extracting(
                        ScoreEntry::getRule,
                        entry -> entry.getPoints().intValueExact(),
                        ScoreEntry::getSourceId,
                        entry -> entry.getSource().getTopic(),
                        entry -> entry.getSource().getOffset())
                .containsExactly(
                        tuple("adoption.NATIONAL.CIRCULATED", 4, "v1", "report.evaluated", 0L),
                        tuple("endorsement.NATIONAL", 5, "v2", "report.evaluated", 1L));
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints()).isEqualByComparingTo("9");
            assertThat(tally.getEntries()).isEqualTo(2);
            assertThat(tally.getScoredItems()).isEqualTo(1);
            assertThat(tally.getEndorsedByLevel()).containsEntry("NATIONAL", 2L);
            assertThat(tally.getEntriesDigest()).hasSize(64);
        });
    }

    @Test
    void takesBackWhatIsNoLongerTrueAndDeletesNothing() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate("v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "ON_FILE", "2025-03-05T00:00:00Z");
        year.evaluate(
                "v2", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "SPECIAL_REPORT", "2025-03-06T00:00:00Z");

        assertThat(year.entries())
                .extracting(
                        entry -> entry.getPoints().intValueExact(), ScoreEntry::getReverses, ScoreEntry::getSourceId)
                .containsExactly(
                        tuple(1, null, "v1"),
                        tuple(-1, "v1#ScoreEntry/adoption.NATIONAL.ON_FILE/03", "v2"),
                        tuple(5, null, "v2"));
        assertThat(year.tally(Year.NANNING, 2025).getPoints()).isEqualByComparingTo("5");
    }

    @Test
    void waitsForAReportOfWhichAnEvaluationCameFirst() {
        year.evaluate("v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "ON_FILE", "2025-03-05T00:00:00Z");
        assertThat(year.entries()).isEmpty();

        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");

        assertThat(year.entries()).extracting(ScoreEntry::getSourceId).containsExactly("v1");
    }

    @Test
    void neverScoresAnExercise() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z", Mode.EXERCISE, "2025-03-01T00:00:00Z");
        year.evaluate("v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "ON_FILE", "2025-03-05T00:00:00Z");

        assertThat(year.entries()).isEmpty();
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getExercises()).isEqualTo(1);
            assertThat(tally.getAccepted()).isZero();
            assertThat(tally.getAdoptedByLevel()).isEmpty();
        });
    }

    @Test
    void closesAYearWithARowForWhoNeverFiled() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate("v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "ON_FILE", "2025-03-05T00:00:00Z");
        year.settle();
        year.close("c1", 2025, "2026-01-10T00:00:00Z");

        assertThat(year.decisions())
                .extracting(
                        AnnualDecision::getRank,
                        AnnualDecision::getOffice,
                        decision -> decision.getPoints().intValueExact(),
                        AnnualDecision::getOutcome,
                        AnnualDecision::getConfirmed)
                .containsExactly(
                        tuple(1, "450100", -11, Outcome.REVOKE, false), tuple(2, "450200", -12, Outcome.REVOKE, false));
        assertThat(year.entries())
                .filteredOn(entry -> entry.getRule().equals("penalty.quota_short_month"))
                .hasSize(24)
                .allSatisfy(entry -> assertThat(entry.getSourceId()).isEqualTo("c1"));
    }

    @Test
    void entersWhatComesAfterClosingAsLateAndLeavesTheDecisionAlone() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.close("c1", 2025, "2026-01-10T00:00:00Z");
        assertThat(year.decisions()).hasSize(2);
        year.entries();

        year.evaluate(
                "v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "SPECIAL_REPORT", "2026-01-11T00:00:00Z");
        year.file(Year.NANNING, "2", "2025-12-30T00:00:00Z", Mode.ACTUAL, "2026-01-12T00:00:00Z");

        assertThat(year.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.getLate()).isTrue();
            assertThat(entry.getPoints()).isEqualByComparingTo("5");
        });
        AnnualTally tally = year.tally(Year.NANNING, 2025);
        assertThat(tally.getPoints()).isEqualByComparingTo("-7");
        assertThat(tally.getLateEntries()).isEqualTo(1);
        assertThat(tally.getAtClosing().getPoints()).isEqualByComparingTo("-12");
        assertThat(year.decisions()).isEmpty();
    }

    @Test
    void decidesAnewWhenAYearIsOpenedAndClosedAgain() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.close("c1", 2025, "2026-01-10T00:00:00Z");
        year.settle();
        year.evaluate(
                "v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "SPECIAL_REPORT", "2026-01-11T00:00:00Z");
        year.turn("o1", 2025, true, "2026-01-12T00:00:00Z");
        year.decisions();
        year.close("c2", 2025, "2026-01-13T00:00:00Z");

        assertThat(year.decisions())
                .filteredOn(decision -> decision.getOffice().equals(Year.NANNING))
                .last()
                .satisfies(decision -> assertThat(decision.getPoints()).isEqualByComparingTo("-7"));
    }

    @Test
    void countsARevokedOfficeAsNoContactPointFromTheNextYearOn() {
        year.close("c1", 2025, "2026-01-10T00:00:00Z");
        assertThat(year.decisions()).hasSize(2);
        year.confirm(Year.LIUZHOU, 2025, Outcome.REVOKE, "2026-01-11T00:00:00Z");

        assertThat(year.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getOffice()).isEqualTo(Year.LIUZHOU);
            assertThat(decision.getConfirmed()).isTrue();
            assertThat(decision.getConfirmer()).isEqualTo("秘书长");
        });
        year.close("c2", 2026, "2027-01-10T00:00:00Z");
        assertThat(year.decisions()).extracting(AnnualDecision::getOffice).containsExactly(Year.NANNING);
    }

    /** An office adopts its own report, a county finds its city's untrue: an entry says why it does not count. */
    @Test
    void givesAndTakesNothingForWhoMayNotEvaluate() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate(by("v1", "450100", Level.NATIONAL, EvaluationKind.ADOPTED), "2025-03-05T00:00:00Z");
        year.evaluate(by("v2", "450103", Level.COUNTY, EvaluationKind.FOUND_UNTRUE), "2025-03-06T00:00:00Z");
        year.evaluate(by("v3", "450000", Level.NATIONAL, EvaluationKind.ADOPTED), "2025-03-07T00:00:00Z");

        assertThat(year.entries())
                .extracting(
                        ScoreEntry::getRule,
                        ScoreEntry::getSourceId,
                        entry -> entry.getPoints().signum())
                .containsExactly(
                        tuple("refused.NOT_SUPERIOR", "v1", 0),
                        tuple("refused.NOT_SUPERIOR", "v2", 0),
                        tuple("refused.LEVEL_DIFFERS", "v3", 0));
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints()).isEqualByComparingTo("0");
            assertThat(tally.getScoredItems()).isZero();
            assertThat(tally.getFoundUntrue()).isZero();
            assertThat(tally.getAdoptedByLevel()).isEmpty();
            assertThat(tally.getVetoes()).isEmpty();
        });
    }

    /** Whoever may not evaluate does not stand in the way of who may, whatever number it chose. */
    @Test
    void countsAnEvaluationWhoseNumberAnotherTookBefore() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate(by("v1", "450103", Level.NATIONAL, EvaluationKind.ADOPTED), "2025-03-05T00:00:00Z");
        year.evaluate(by("v1", "000000", Level.NATIONAL, EvaluationKind.ADOPTED), "2025-03-06T00:00:00Z");

        assertThat(year.tally(Year.NANNING, 2025).getPoints()).isEqualByComparingTo("1");
    }

    private static ReportEvaluated by(String id, String evaluator, Level level, EvaluationKind kind) {
        return Year.evaluation(id, "450100:1", kind, level, "ON_FILE", "2025-03-05T00:00:00Z")
                .setEvaluator(evaluator)
                .build();
    }

    @Test
    void takesBackWhatItsEvaluatorWithdrew() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate(by("v1", "000000", Level.NATIONAL, EvaluationKind.FOUND_UNTRUE), "2025-03-05T00:00:00Z");
        year.evaluate(withdrawal("w1", "450000", Level.PROVINCE, "误判"), "2025-03-06T00:00:00Z");
        year.evaluate(withdrawal("w2", "000000", Level.NATIONAL, null), "2025-03-06T00:00:00Z");
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints())
                    .as("nobody else's, and not without a reason")
                    .isEqualByComparingTo("-10");
            assertThat(tally.getVetoes()).containsExactly("penalty.untrue");
        });

        year.evaluate(withdrawal("w3", "000000", Level.NATIONAL, "误判"), "2025-03-07T00:00:00Z");

        assertThat(year.entries())
                .filteredOn(entry -> entry.getReverses() != null)
                .singleElement()
                .satisfies(entry -> assertThat(entry.getSourceId()).isEqualTo("w3"));
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints()).isEqualByComparingTo("0");
            assertThat(tally.getVetoes()).isEmpty();
        });
    }

    private static ReportEvaluated withdrawal(String id, String evaluator, Level level, @Nullable String reason) {
        return ReportEvaluated.newBuilder(by(id, evaluator, level, EvaluationKind.WITHDRAWN))
                .setWithdraws("v1")
                .setReason(reason)
                .build();
    }

    @Test
    void takesBackASolicitationThatWasNotedByMistake() {
        year.missed("m1", false, null, "2025-03-05T00:00:00Z");
        assertThat(year.tally(Year.NANNING, 2025).getPoints()).isEqualByComparingTo("-10");

        year.missed("m2", true, "已于期限内报送", "2025-03-06T00:00:00Z");

        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints()).isEqualByComparingTo("0");
            assertThat(tally.getSolicitationsMissed()).isZero();
        });
    }

    /** Whatever the registry becomes: the decision stands as it was confirmed. */
    @Test
    void leavesAConfirmedDecisionAloneWhenTheRegistryChanges() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate(
                "v1", "450100:1", EvaluationKind.ADOPTED, Level.NATIONAL, "SPECIAL_REPORT", "2025-03-05T00:00:00Z");
        year.closeOn("c1", 2025, "2026-01-10T00:00:00Z", Map.of(Year.NANNING, 3, Year.LIUZHOU, 3));
        assertThat(year.decisions()).hasSize(2);
        year.confirm(Year.NANNING, 2025, Outcome.REVOKE, "2026-01-11T00:00:00Z");
        assertThat(year.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.getConfirmed()).isTrue());

        year.register(Year.NANNING, Level.PREFECTURE, false);
        year.register("450300", Level.PREFECTURE, true);
        year.evaluate("v2", "450100:1", EvaluationKind.ENDORSED, Level.NATIONAL, null, "2026-02-01T00:00:00Z");

        assertThat(year.decisions()).isEmpty();
        AnnualTally tally = year.tally(Year.NANNING, 2025);
        assertThat(tally.getAtClosing()).satisfies(closing -> {
            assertThat(closing.getContactPoint()).isTrue();
            assertThat(closing.getOwed()).isEqualTo(3);
            assertThat(closing.getPoints()).isEqualByComparingTo("-7");
        });
        assertThat(tally.getQuotaMonthsShort()).hasSize(12);
    }

    @Test
    void callsLateWhatCountsForAnOfficeThatWasRegisteredAfterTheClosing() {
        year.close("c1", 2025, "2026-01-10T00:00:00Z");
        year.settle();
        year.register("450300", Level.PREFECTURE, true);
        year.file("450300", "1", "2025-12-30T00:00:00Z", Mode.ACTUAL, "2026-01-12T00:00:00Z");
        year.evaluate("v1", "450300:1", EvaluationKind.ADOPTED, Level.NATIONAL, "ON_FILE", "2026-01-13T00:00:00Z");
        year.settle();

        assertThat(year.tally("450300", 2025)).satisfies(tally -> {
            assertThat(tally.getLateEntries()).isEqualTo(1);
            assertThat(tally.getAtClosing().getContactPoint()).isFalse();
        });
    }

    /** A year that is open again is as one that was never closed; what was filed meanwhile lifts its month. */
    @Test
    void takesShortMonthsBackWhileAYearIsOpenAgain() {
        year.close("c1", 2025, "2026-01-10T00:00:00Z");
        assertThat(year.tally(Year.NANNING, 2025).getPoints()).isEqualByComparingTo("-12");

        year.turn("o1", 2025, true, "2026-01-12T00:00:00Z");
        for (int number = 0; number < 3; number++) {
            year.file(
                    Year.NANNING,
                    "n" + number,
                    "2025-12-0" + (number + 1) + "T00:00:00Z",
                    Mode.ACTUAL,
                    "2026-01-13T00:00:00Z");
        }
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints()).isEqualByComparingTo("0");
            assertThat(tally.getQuotaMonthsShort()).isEmpty();
            assertThat(tally.getQuotaMonthsMet()).containsExactly("12");
        });

        year.close("c2", 2025, "2026-01-14T00:00:00Z");
        assertThat(year.tally(Year.NANNING, 2025)).satisfies(tally -> {
            assertThat(tally.getPoints()).isEqualByComparingTo("-11");
            assertThat(tally.getQuotaMonthsShort()).hasSize(11).doesNotContain("12");
        });
    }

    /** Twelve words on New Year's Day are one: nobody knows yet of the other months. */
    @Test
    void countsNoWordAboutAMonthToCome() {
        for (int month = 1; month <= 12; month++) {
            year.nothing("n" + month, month, "2025-01-01T02:00:00Z");
        }
        year.nothing("again", 3, "2025-03-31T02:00:00Z");
        year.close("c1", 2025, "2026-01-10T00:00:00Z");

        AnnualTally tally = year.tally(Year.NANNING, 2025);
        assertThat(tally.getNothingToReport()).containsExactly("01", "03");
        assertThat(tally.getAtClosing().getSilentMonths()).isEqualTo(10);
        assertThat(year.entries())
                .filteredOn(entry -> entry.getRule().equals("refused.MONTH_NOT_BEGUN") && entry.getReverses() == null)
                .hasSize(11);
    }

    /** R11: once a month for each reason, and not to who said that there is nothing to report. */
    @Test
    void remindsTheSilentOnceAMonth() {
        year.file(Year.LIUZHOU, "1", "2025-03-01T00:00:00Z");
        year.settle();

        year.topology.pass(Duration.ofMinutes(1));
        year.topology.pass(Duration.ofMinutes(1));

        assertThat(year.topology.taken(Topics.SCORE_REMINDER, ScoreReminder.class))
                .extracting(ScoreReminder::getOffice, ScoreReminder::getKind, ScoreReminder::getSilentDays)
                .containsExactly(tuple(Year.NANNING, ReminderKind.SILENT, null));
        assertThat(year.meters
                        .get("zhuji.scoring.contact.points.behind")
                        .tag("kind", "SILENT")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    /** Who said at the end of December that there is nothing to report is not called silent in January. */
    @Test
    void remindsNobodyOfAMonthThatWasDeclaredEmptyAcrossNewYear() {
        try (var january = new Year(Books.usual(), Instant.parse("2025-01-05T02:00:00Z"))) {
            january.file(Year.NANNING, "1", "2024-11-20T00:00:00Z");
            january.file(Year.LIUZHOU, "1", "2024-11-20T00:00:00Z");
            january.nothing("n1", 2024, 12, "2024-12-31T02:00:00Z");
            january.settle();

            january.topology.pass(Duration.ofMinutes(1));

            assertThat(january.topology.taken(Topics.SCORE_REMINDER, ScoreReminder.class))
                    .extracting(ScoreReminder::getOffice, ScoreReminder::getKind)
                    .containsExactly(tuple(Year.LIUZHOU, ReminderKind.SILENT));
        }
    }

    @Test
    void setsAnEvaluationNobodyCanCountAside() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate(
                Year.evaluation(
                                "v1",
                                "450100:1",
                                EvaluationKind.UNRECOGNIZED,
                                Level.NATIONAL,
                                "ON_FILE",
                                "2025-03-05T00:00:00Z")
                        .build(),
                "2025-03-05T00:00:00Z");

        assertThat(year.entries()).isEmpty();
        assertThat(year.topology.rawRecords("report.evaluated.scoring.dlt")).hasSize(1);
    }

    /** Entries and notices would carry it on, and no other client could read them. */
    @Test
    void setsAnEvaluationOfAnUnreadableInstantAside() {
        year.file(Year.NANNING, "1", "2025-03-01T00:00:00Z");
        year.evaluate(
                ReportEvaluated.newBuilder(by("v1", "000000", Level.NATIONAL, EvaluationKind.ADOPTED))
                        .setEvaluatedAt(Instant.ofEpochMilli(Long.MIN_VALUE))
                        .build(),
                "2025-03-05T00:00:00Z");

        assertThat(year.entries()).isEmpty();
        assertThat(year.topology.rawRecords("report.evaluated.scoring.dlt")).hasSize(1);
    }

    /** A book may ask for no quota: the silent are decided on all the same. */
    @Test
    void decidesOnEveryContactPointUnderABookWithoutQuotas() {
        try (var other = new Year(new RuleBooks(Books.shipped("quzhou"), Map.of()))) {
            other.close("c1", 2025, "2026-01-10T00:00:00Z");

            assertThat(other.decisions())
                    .extracting(AnnualDecision::getOffice)
                    .containsExactly(Year.NANNING, Year.LIUZHOU);
        }
    }

    /** An order that was given twice, because the first answer did not come, moves nothing. */
    @Test
    void closesAClosedYearWithoutMovingItsClosing() {
        year.close("c1", 2025, "2026-01-10T00:00:00Z");
        assertThat(year.decisions()).hasSize(2);

        year.close("c2", 2025, "2026-01-10T00:00:09Z");

        assertThat(year.decisions()).isEmpty();
        assertThat(year.tally(Year.NANNING, 2025).getAtClosing().getClosedAt())
                .isEqualTo(Instant.parse("2026-01-10T00:00:00Z"));
    }

    @Test
    void setsAMonthThereIsNotAside() {
        year.put(
                Topics.SCORE_CONTROL,
                "2025",
                NothingToReport.newBuilder()
                        .setEventId("n1")
                        .setYear(2025)
                        .setMonth(13)
                        .setOffice(Year.NANNING)
                        .setDeclarer("信息员甲")
                        .setAt(Year.START)
                        .build(),
                "2025-03-05T00:00:00Z");
        year.settle();

        assertThat(year.topology.rawRecords("score.control.scoring.dlt")).hasSize(1);
    }
}
