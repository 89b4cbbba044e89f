package zhuji.scoring.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The default rule book read a second time, straight from the whole history and without anything of the code it checks: what an office's year
 * comes to, in points and in the figures that decide it.
 */
final class BatchScore {

    private static final Map<String, Integer> ADOPTION =
            Map.of("SPECIAL_REPORT", 5, "CIRCULATED", 4, "COMMISSIONED", 3, "MERGED", 2, "ON_FILE", 1, "RETURNED", 0);
    private static final Map<Level, Integer> ENDORSEMENT =
            Map.of(Level.NATIONAL, 5, Level.PROVINCE, 4, Level.PREFECTURE, 3);

    private final Map<String, Fact> facts = new TreeMap<>();

    /** What a year comes to. */
    record Result(
            BigDecimal points, @Nullable BigDecimal atClosing, long accepted, long scored, List<Integer> shortMonths) {}

    BatchScore(String office, List<Fact> history) {
        for (Fact fact : history) {
            if (fact.office().equals(office)
                    && !(fact instanceof Fact.Evaluated told
                            && told.evaluation().objection() != null)) {
                // The same event twice counts as it came first.
                facts.merge(
                        fact.getClass().getSimpleName() + fact.cause().id(),
                        fact,
                        (one, two) -> two.cause().at().isBefore(one.cause().at()) ? two : one);
            }
        }
    }

    Result result(int year) {
        List<Fact.YearTurned> turns = of(Fact.YearTurned.class).stream()
                .sorted(Comparator.comparing(turned -> turned.cause().at()))
                .toList();
        Fact.YearTurned last = turns.isEmpty() || turns.getLast().reopened() ? null : turns.getLast();
        Instant closedAt = last == null ? null : last.cause().at();
        boolean owes = last != null && last.basis() != null && last.basis().contactPoint();
        List<Integer> shortMonths = closedAt == null || !owes ? List.of() : shortMonths(year, closedAt);
        BigDecimal penalty = BigDecimal.valueOf(-shortMonths.size());
        return new Result(
                total(year, Instant.MAX, penalty),
                closedAt == null ? null : total(year, closedAt, penalty),
                filings(year, Instant.MAX).size(),
                scored(year),
                shortMonths);
    }

    private BigDecimal total(int year, Instant until, BigDecimal shortMonths) {
        BigDecimal sum = filings(year, until).stream()
                .map(filed -> points(filed.reportId(), until))
                .reduce(shortMonths, BigDecimal::add);
        Set<String> missed = new HashSet<>();
        of(Fact.SolicitationMissed.class).stream()
                .filter(each -> !each.cause().at().isAfter(until))
                .forEach(each -> missed.add(each.solicitationId()));
        of(Fact.SolicitationWithdrawn.class).stream()
                .filter(each -> !each.cause().at().isAfter(until))
                .forEach(each -> missed.remove(each.solicitationId()));
        sum = sum.add(BigDecimal.valueOf(-10L * missed.size()));
        return missed.size() >= 2 && sum.signum() > 0 ? BigDecimal.ZERO : sum;
    }

    private BigDecimal points(String reportId, Instant until) {
        List<Evaluation> evaluations = evaluations(reportId, until);
        BigDecimal earned = BigDecimal.ZERO;
        BigDecimal best = null;
        Evaluation used = null;
        Set<Level> endorsed = new HashSet<>();
        for (Evaluation evaluation : evaluations) {
            BigDecimal worth = worth(evaluation);
            if (worth != null && (best == null || worth.compareTo(best) > 0)) {
                best = worth;
                used = evaluation;
            }
            if (evaluation.kind() == Evaluation.Kind.ENDORSED && endorsed.add(evaluation.level())) {
                earned = earned.add(BigDecimal.valueOf(ENDORSEMENT.getOrDefault(evaluation.level(), 0)));
            }
        }
        if (best != null && used != null) {
            earned = earned.add(best).add(used.attachment() ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        BigDecimal taken = BigDecimal.ZERO;
        for (Finding.Kind kind : findings(reportId, until)) {
            switch (kind) {
                case LATE, FALSIFIED -> earned = halved(earned);
                case OMITTED, CONCEALED -> taken = taken.add(BigDecimal.TEN);
            }
        }
        if (evaluations.stream().anyMatch(each -> each.kind() == Evaluation.Kind.FOUND_UNTRUE)) {
            earned = BigDecimal.ZERO;
            taken = taken.add(BigDecimal.TEN);
        }
        return earned.subtract(taken);
    }

    /** What is taken is rounded, not what is left. */
    private static BigDecimal halved(BigDecimal earned) {
        return earned.subtract(earned.multiply(new BigDecimal("0.5")).setScale(4, RoundingMode.HALF_UP));
    }

    private static @Nullable BigDecimal worth(Evaluation evaluation) {
        String kind = evaluation.kind() == Evaluation.Kind.RETURNED ? "RETURNED" : evaluation.adoption();
        boolean counts = evaluation.kind() == Evaluation.Kind.RETURNED || evaluation.kind() == Evaluation.Kind.ADOPTED;
        if (!counts || kind == null || !ADOPTION.containsKey(kind)) {
            return null;
        }
        return BigDecimal.valueOf(ADOPTION.get(kind))
                .divide(BigDecimal.valueOf(evaluation.sharedBy()), 4, RoundingMode.HALF_UP);
    }

    private List<Evaluation> evaluations(String reportId, Instant until) {
        List<Evaluation> told = of(Fact.Evaluated.class).stream()
                .filter(each ->
                        each.reportId().equals(reportId) && !each.cause().at().isAfter(until))
                .map(Fact.Evaluated::evaluation)
                .toList();
        Set<String> gone = new HashSet<>();
        told.stream()
                .filter(each -> each.kind() == Evaluation.Kind.WITHDRAWN)
                .forEach(each -> gone.add(each.withdraws() + " of " + each.evaluator()));
        return told.stream()
                .filter(each -> each.kind() != Evaluation.Kind.WITHDRAWN
                        && !gone.contains(each.id() + " of " + each.evaluator()))
                .sorted(Comparator.comparing(Evaluation::evaluatedAt).thenComparing(Evaluation::id))
                .toList();
    }

    private Set<Finding.Kind> findings(String reportId, Instant until) {
        Set<Finding.Kind> kinds = new LinkedHashSet<>();
        of(Fact.Found.class).stream()
                .filter(each ->
                        each.reportId().equals(reportId) && !each.cause().at().isAfter(until))
                .sorted(Comparator.comparing(each -> each.cause().at()))
                .forEach(each -> kinds.add(each.finding().kind()));
        return kinds;
    }

    private long scored(int year) {
        return filings(year, Instant.MAX).stream()
                .filter(filed -> evaluations(filed.reportId(), Instant.MAX).stream()
                        .anyMatch(each -> worth(each) != null
                                || (each.kind() == Evaluation.Kind.ENDORSED && ENDORSEMENT.containsKey(each.level()))))
                .count();
    }

    private List<Integer> shortMonths(int year, Instant until) {
        Map<Integer, Integer> research = new HashMap<>();
        filings(year, until).stream()
                .filter(filed -> filed.filing().form().equals("RESEARCH")
                        && !filed.filing().urgent())
                .forEach(filed -> research.merge(month(filed), 1, Integer::sum));
        List<Integer> shortMonths = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            if (research.getOrDefault(month, 0) < 3) {
                shortMonths.add(month);
            }
        }
        return shortMonths;
    }

    /** The actual reports of a year, received by then. */
    private List<Fact.Filed> filings(int year, Instant until) {
        return of(Fact.Filed.class).stream()
                .filter(filed -> filed.filing().actual()
                        && !filed.cause().at().isAfter(until)
                        && filed.filing()
                                        .submittedAt()
                                        .atOffset(ZoneOffset.ofHours(8))
                                        .getYear()
                                == year)
                .toList();
    }

    private static int month(Fact.Filed filed) {
        return filed.filing().submittedAt().atOffset(ZoneOffset.ofHours(8)).getMonthValue();
    }

    private <T extends Fact> List<T> of(Class<T> type) {
        return facts.values().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
