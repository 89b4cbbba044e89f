package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhuji.scoring.domain.Decision.Outcome;
import zhuji.scoring.domain.Decision.Reason;

/** 21号 四: commended, retained or no contact point any longer; by the default rule book. */
class DecisionsTest {

    private static final RuleBook BOOK = Books.shipped("default");

    @Test
    void ranksByTotalThenByAverageThenByCode() {
        List<Standing> ranking = Decisions.ranking(List.of(
                standing("450400", 10, 5),
                standing("450300", 10, 2),
                standing("450200", 12, 9),
                standing("450100", 10, 5)));

        assertThat(ranking).extracting(Standing::office).containsExactly("450200", "450300", "450100", "450400");
    }

    @Test
    void commendsTheFirstQuarterAndNoMore() {
        List<Decision> decisions = Decisions.propose(eight(), BOOK);

        assertThat(decisions)
                .extracting(Decision::rank, Decision::outcome)
                .startsWith(tuple(1, Outcome.COMMEND), tuple(2, Outcome.COMMEND), tuple(3, Outcome.RETAIN));
    }

    @Test
    void doesNotCommendWhoIsVetoedOrShortOfItsQuotaAndSaysWhy() {
        List<Standing> standings = eight();
        standings.set(0, new Standing("450100", points(80), 8, 12, 0, List.of("penalty.untrue")));
        standings.set(1, new Standing("450200", points(70), 8, 9, 0, List.of()));

        List<Decision> decisions = Decisions.propose(standings, BOOK);

        assertThat(decisions.subList(0, 2))
                .extracting(Decision::outcome, decision -> codes(decision))
                .containsExactly(
                        tuple(Outcome.RETAIN, List.of("VETOED")), tuple(Outcome.RETAIN, List.of("QUOTA_NOT_MET")));
        assertThat(decisions.getFirst().reasons().getFirst().zh())
                .contains("失实")
                .doesNotContain("penalty");
    }

    @Test
    void revokesTheSilentThePointlessAndTheLastWithEveryReason() {
        List<Standing> standings = eight();
        standings.set(5, new Standing("450600", points(30), 3, 10, 6, List.of()));
        standings.set(6, new Standing("450700", points(0), 0, 10, 0, List.of()));
        standings.set(7, new Standing("450800", points(-4), 0, 0, 12, List.of()));

        assertThat(Decisions.propose(standings, BOOK))
                .filteredOn(decision -> decision.outcome() == Outcome.REVOKE)
                .extracting(decision -> decision.standing().office(), DecisionsTest::codes)
                .containsExactly(
                        tuple("450600", List.of("SILENT")),
                        tuple("450700", List.of("TOTAL_TOO_LOW")),
                        tuple("450800", List.of("SILENT", "TOTAL_TOO_LOW", "BOTTOM_OF_RANKING")));
    }

    private static List<Standing> eight() {
        List<Standing> standings = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            standings.add(standing("450%d00".formatted(number), 90 - 10 * number, 8));
        }
        return standings;
    }

    private static Standing standing(String office, int points, int items) {
        return new Standing(office, points(points), items, 12, 0, List.of());
    }

    private static Points points(int points) {
        return Points.of(BigDecimal.valueOf(points));
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }
}
