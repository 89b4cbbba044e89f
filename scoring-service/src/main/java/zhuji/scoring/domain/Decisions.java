package zhuji.scoring.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Decision.Outcome;
import zhuji.scoring.domain.Decision.Reason;
import zhuji.scoring.domain.RuleBook.Commend;
import zhuji.scoring.domain.RuleBook.Revoke;

/** Ranks the contact points of a year and proposes what becomes of each (21号 四). */
public final class Decisions {

    private final RuleBook.Annual rules;
    private final List<Standing> ranking;

    private Decisions(RuleBook.Annual rules, List<Standing> ranking) {
        this.rules = rules;
        this.ranking = ranking;
    }

    /** The ranking, best first. */
    public static List<Standing> ranking(Collection<Standing> standings) {
        return standings.stream().sorted(Standing.BEST_FIRST).toList();
    }

    /** What is proposed for each, best first. */
    public static List<Decision> propose(Collection<Standing> standings, RuleBook book) {
        var decisions = new Decisions(book.annual(), ranking(standings));
        List<Decision> proposed = new ArrayList<>();
        for (int place = 0; place < decisions.ranking.size(); place++) {
            proposed.add(decisions.decide(place));
        }
        return List.copyOf(proposed);
    }

    private Decision decide(int place) {
        Standing standing = ranking.get(place);
        List<Reason> revoking = reasonsToRevoke(standing, place);
        if (!revoking.isEmpty()) {
            return decision(place, Outcome.REVOKE, revoking);
        }
        boolean first = place < share(rules.commend().topFraction());
        List<Reason> bars = first ? reasonsNotToCommend(standing) : List.of();
        if (first && bars.isEmpty()) {
            return decision(
                    place,
                    Outcome.COMMEND,
                    List.of(new Reason(
                            "TOP_OF_RANKING",
                            "列前" + percent(rules.commend().topFraction()) + "，报送基数与一票否决条件均符合",
                            "among the first " + percent(rules.commend().topFraction())
                                    + ", with its quota met and without a veto")));
        }
        return decision(
                place,
                Outcome.RETAIN,
                bars.isEmpty()
                        ? List.of(new Reason(
                                "NEITHER",
                                "未列前" + percent(rules.commend().topFraction()) + "，亦无取消情形",
                                "neither among the first nor below what is asked"))
                        : bars);
    }

    private Decision decision(int place, Outcome outcome, List<Reason> reasons) {
        return new Decision(place + 1, ranking.size(), ranking.get(place), outcome, reasons);
    }

    private List<Reason> reasonsNotToCommend(Standing standing) {
        Commend commend = rules.commend();
        List<Reason> bars = new ArrayList<>();
        if (commend.noVeto() && !standing.vetoes().isEmpty()) {
            bars.add(new Reason(
                    "VETOED",
                    "列前但有一票否决情形："
                            + standing.vetoes().stream().map(Misreport::zhOf).collect(Collectors.joining("、")),
                    "among the first, but vetoed: " + String.join(", ", standing.vetoes())));
        }
        if (standing.quotaMonthsMet() < commend.quotaMonthsMet()) {
            bars.add(new Reason(
                    "QUOTA_NOT_MET",
                    "列前但达到报送基数的月份为" + standing.quotaMonthsMet() + "个，不足" + commend.quotaMonthsMet() + "个",
                    "among the first, but in quota for " + standing.quotaMonthsMet() + " months, not "
                            + commend.quotaMonthsMet()));
        }
        return bars;
    }

    private List<Reason> reasonsToRevoke(Standing standing, int place) {
        Revoke revoke = rules.revoke();
        List<Reason> reasons = new ArrayList<>();
        Integer silent = revoke.silentMonths();
        if (silent != null && standing.silentMonths() >= silent) {
            reasons.add(new Reason(
                    "SILENT",
                    "全年有" + standing.silentMonths() + "个月未报送，达到" + silent + "个月",
                    "silent for " + standing.silentMonths() + " months, " + silent + " are too many"));
        }
        Points most = revoke.totalAtMost();
        if (most != null && standing.points().compareTo(most) <= 0) {
            reasons.add(new Reason(
                    "TOTAL_TOO_LOW",
                    "全年得分" + standing.points() + "，不高于" + most,
                    "its total of " + standing.points() + " is not above " + most));
        }
        if (isAtTheBottom(standing, place, revoke)) {
            reasons.add(new Reason(
                    "BOTTOM_OF_RANKING",
                    "列末" + percent(revoke.bottomFraction()) + "且低于得分中位数的" + percent(revoke.belowFractionOfMedian()),
                    "among the last " + percent(revoke.bottomFraction()) + " and below "
                            + percent(revoke.belowFractionOfMedian()) + " of the median"));
        }
        return reasons;
    }

    private boolean isAtTheBottom(Standing standing, int place, Revoke revoke) {
        BigDecimal fraction = revoke.bottomFraction();
        BigDecimal ofMedian = revoke.belowFractionOfMedian();
        return fraction != null
                && ofMedian != null
                && place >= ranking.size() - share(fraction)
                && standing.points().decimal().compareTo(median().multiply(ofMedian)) < 0;
    }

    /** So many of the ranking, rounded down. */
    private int share(BigDecimal fraction) {
        return fraction.multiply(BigDecimal.valueOf(ranking.size()))
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
    }

    private BigDecimal median() {
        int middle = ranking.size() / 2;
        BigDecimal upper = ranking.get(middle).points().decimal();
        return ranking.size() % 2 == 1
                ? upper
                : upper.add(ranking.get(middle - 1).points().decimal())
                        .divide(BigDecimal.TWO, Points.SCALE + 1, RoundingMode.HALF_UP);
    }

    private static String percent(@Nullable BigDecimal fraction) {
        return fraction == null
                ? ""
                : fraction.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
