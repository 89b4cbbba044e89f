package zhuji.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhuji.audit.rules.RuleBook;
import zhuji.events.AnnualDecision;
import zhuji.events.DecisionConfirmed;
import zhuji.events.Outcome;
import zhuji.events.YearClosed;

/** What a closed year decides, recomputed: rank, outcome and the points it rests on (I6; 21号 四). */
final class DecisionJudge {

    /** A contact point at a year's closing. */
    record Ranked(String office, YearScore.Closing closing, RuleBook book) {}

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparing(
                    (Ranked ranked) -> ranked.closing().points())
            .thenComparing(ranked -> ranked.closing().average())
            .reversed()
            .thenComparing(Ranked::office);

    private final Standings standings;
    private final Findings findings;

    DecisionJudge(Standings standings, Findings findings) {
        this.standings = standings;
        this.findings = findings;
    }

    void judge(int year, List<Ranked> contactPoints) {
        List<Ranked> ranking = contactPoints.stream().sorted(BEST_FIRST).toList();
        for (int place = 0; place < ranking.size(); place++) {
            judge(year, place, ranking);
        }
        Set<String> ranked = ranking.stream().map(Ranked::office).collect(Collectors.toSet());
        standings.decisions().stream()
                .filter(decision -> decision.event().getYear() == year
                        && !ranked.contains(decision.event().getOffice()))
                .forEach(decision -> findings.broken(
                        Invariant.I6,
                        decision.place(),
                        decision.event().getOffice() + "/" + year,
                        "is decided on and was no contact point at the closing"));
    }

    private void judge(int year, int place, List<Ranked> ranking) {
        Ranked ranked = ranking.get(place);
        Standings.At<AnnualDecision> decision = standings.decision(ranked.office(), year);
        findings.checked(Invariant.I6);
        if (decision == null) {
            Standings.At<YearClosed> closing = standings.turnsOf(year).getLast();
            findings.broken(
                    Invariant.I6,
                    closing.place(),
                    ranked.office() + "/" + year,
                    "is ranked at this closing and not decided on");
            return;
        }
        AnnualDecision said = decision.event();
        List<String> wrong = new ArrayList<>();
        compare(wrong, "rank", said.getRank(), place + 1);
        compare(wrong, "contact points", said.getContactPoints(), ranking.size());
        compare(wrong, "points", Points.of(said.getPoints()), ranked.closing().points());
        compare(wrong, "proposal", said.getProposal(), proposal(place, ranking));
        DecisionConfirmed word = wordOn(ranked.office(), year, proposal(place, ranking));
        compare(wrong, "outcome", said.getOutcome(), word == null ? said.getProposal() : word.getOutcome());
        compare(wrong, "confirmation", said.getConfirmed(), word != null);
        if (!wrong.isEmpty()) {
            findings.broken(Invariant.I6, decision.place(), ranked.office() + "/" + year, String.join("; ", wrong));
        }
    }

    /** The latest a person confirmed since the closing: for what is proposed, or otherwise with a reason; null when nobody did. */
    private @Nullable DecisionConfirmed wordOn(String office, int year, Outcome proposal) {
        Instant closedAt = standings.turnsOf(year).getLast().at();
        return standings.confirmations().stream()
                .filter(word -> word.event().getYear() == year
                        && word.event().getOffice().equals(office)
                        && word.at().isAfter(closedAt)
                        && (word.event().getOutcome() == proposal
                                || word.event().getReason() != null))
                .max(Comparator.comparing((Standings.At<DecisionConfirmed> word) -> word.place()))
                .map(Standings.At::event)
                .orElse(null);
    }

    private static void compare(List<String> wrong, String what, Object said, Object computed) {
        if (!Objects.equals(said, computed)) {
            wrong.add("its " + what + " is " + said + ", its events come to " + computed);
        }
    }

    private static Outcome proposal(int place, List<Ranked> ranking) {
        Ranked ranked = ranking.get(place);
        if (isRevoked(place, ranking)) {
            return Outcome.REVOKE;
        }
        RuleBook book = ranked.book();
        boolean first = place < part(book.commend("topFraction"), ranking.size());
        boolean barred = (book.vetoBars() && !ranked.closing().vetoes().isEmpty())
                || ranked.closing().quotaMet() < book.commend("quotaMonthsMet").intValue();
        return first && !barred ? Outcome.COMMEND : Outcome.RETAIN;
    }

    private static boolean isRevoked(int place, List<Ranked> ranking) {
        Ranked ranked = ranking.get(place);
        RuleBook book = ranked.book();
        BigDecimal silent = book.revoke("silentMonths");
        BigDecimal atMost = book.revoke("totalAtMost");
        return (silent != null && ranked.closing().silent() >= silent.intValue())
                || (atMost != null && ranked.closing().points().compareTo(atMost) <= 0)
                || isAtTheBottom(place, ranking, book.revoke("bottomFraction"), book.revoke("belowFractionOfMedian"));
    }

    private static boolean isAtTheBottom(
            int place, List<Ranked> ranking, @Nullable BigDecimal fraction, @Nullable BigDecimal ofMedian) {
        return fraction != null
                && ofMedian != null
                && place >= ranking.size() - part(fraction, ranking.size())
                && ranking.get(place)
                                .closing()
                                .points()
                                .compareTo(median(ranking).multiply(ofMedian))
                        < 0;
    }

    private static int part(BigDecimal fraction, int size) {
        return fraction.multiply(BigDecimal.valueOf(size))
                .setScale(0, RoundingMode.DOWN)
                .intValue();
    }

    private static BigDecimal median(List<Ranked> ranking) {
        int middle = ranking.size() / 2;
        BigDecimal upper = ranking.get(middle).closing().points();
        return ranking.size() % 2 == 1
                ? upper
                : upper.add(ranking.get(middle - 1).closing().points())
                        .divide(BigDecimal.TWO, Points.SCALE + 1, RoundingMode.HALF_UP);
    }
}
