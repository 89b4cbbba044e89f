package zhuji.scoring.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.ScoreBook.Decided;
import zhuji.scoring.domain.ScoreBook.Ranked;

/**
 * A part of a year's ranking.
 *
 * @param year calendar year
 * @param closedAt when it was closed; null while it is open
 * @param total contact points the request is about
 * @param page page, from 0
 * @param size contact points on a page
 * @param offices the contact points, best first
 */
record RankingPage(int year, @Nullable Instant closedAt, int total, int page, int size, List<Row> offices) {

    /**
     * A contact point in the ranking.
     *
     * @param rank rank among all contact points
     * @param office its code
     * @param name its name
     * @param points points of the year
     * @param average points for each scored report
     * @param scoredItems reports that earned them
     * @param quotaMonthsMet months whose quota is met
     * @param vetoes rules that bar it from commendation
     * @param outcome what is decided, a proposal until confirmed; null while the year is open
     * @param confirmer who confirmed it; null until then
     * @param reasons why, in Chinese and English
     */
    record Row(
            int rank,
            String office,
            String name,
            BigDecimal points,
            BigDecimal average,
            long scoredItems,
            int quotaMonthsMet,
            List<String> vetoes,
            Decision.@Nullable Outcome outcome,
            @Nullable String confirmer,
            List<String> reasons) {

        static Row of(Ranked ranked, @Nullable Decided decided) {
            return new Row(
                    ranked.rank(),
                    ranked.office().code(),
                    ranked.office().name(),
                    ranked.standing().points().decimal(),
                    ranked.standing().average(),
                    ranked.standing().scoredItems(),
                    ranked.standing().quotaMonthsMet(),
                    ranked.standing().vetoes(),
                    decided == null ? null : decided.outcome(),
                    decided == null ? null : decided.confirmer(),
                    decided == null
                            ? List.of()
                            : decided.reasons().stream()
                                    .map(reason -> reason.zh() + " / " + reason.en())
                                    .toList());
        }
    }
}
