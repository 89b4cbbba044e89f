package zhuji.scoring.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * What a contact point is ranked and decided by.
 *
 * @param office the contact point
 * @param points points of the year
 * @param scoredItems reports that earned them
 * @param quotaMonthsMet months whose quota was met, 0 to 12
 * @param silentMonths months without a submission or a word that there is nothing to report, 0 to 12
 * @param vetoes rules that bar it from commendation
 */
public record Standing(
        String office, Points points, long scoredItems, int quotaMonthsMet, int silentMonths, List<String> vetoes) {

    /** By total, then by average for each scored report, then by code. */
    static final Comparator<Standing> BEST_FIRST = Comparator.comparing(Standing::points)
            .thenComparing(Standing::average)
            .reversed()
            .thenComparing(Standing::office);

    public Standing {
        vetoes = List.copyOf(vetoes);
    }

    /** A contact point that never filed. */
    public static Standing silent(String office) {
        return new Standing(office, Points.ZERO, 0, 0, YearScoring.MONTHS, List.of());
    }

    /** Points for each scored report, to four decimals. */
    public BigDecimal average() {
        return scoredItems == 0
                ? BigDecimal.ZERO.setScale(Points.SCALE)
                : points.decimal().divide(BigDecimal.valueOf(scoredItems), Points.SCALE, RoundingMode.HALF_UP);
    }
}
