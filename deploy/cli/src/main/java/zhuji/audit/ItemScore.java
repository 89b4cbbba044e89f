package zhuji.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import zhuji.audit.OfficeYear.Fact;
import zhuji.audit.OfficeYear.Item;
import zhuji.audit.claims.Claim;
import zhuji.audit.rules.RuleBook;
import zhuji.events.EvaluationKind;
import zhuji.events.IncidentEvent;
import zhuji.events.Level;
import zhuji.events.ReportEvaluated;

/** What one report earned by what was known of it at an instant, by the year's rule book. */
final class ItemScore {

    private static final Comparator<Fact<ReportEvaluated>> IN_ORDER = Comparator.comparing(
                    (Fact<ReportEvaluated> fact) -> fact.event().getEvaluatedAt())
            .thenComparing(fact -> fact.event().getEvaluationId());
    private static final Comparator<Fact<IncidentEvent>> AS_FOUND = Comparator.comparing(
                    (Fact<IncidentEvent> fact) -> fact.at())
            .thenComparing(fact -> fact.claim().place());

    private final Item item;
    private final RuleBook book;
    private final Predicate<Instant> closedAt;
    private final List<Fact<ReportEvaluated>> evaluations;
    private final List<Fact<ReportEvaluated>> refused;
    private final List<Fact<IncidentEvent>> findings;
    private final List<Point> points = new ArrayList<>();
    private final Set<String> vetoes = new TreeSet<>();
    private BigDecimal earned = Points.ZERO;

    private ItemScore(Item item, RuleBook book, Predicate<Instant> closedAt, Instant then) {
        this.item = item;
        this.book = book;
        this.closedAt = closedAt;
        List<Fact<ReportEvaluated>> told = item.evaluations.stream()
                .filter(fact -> fact.isBy(then) && isCountable(fact.event()))
                .sorted(IN_ORDER)
                .toList();
        this.evaluations = told.stream()
                .filter(fact -> Superiors.objection(fact.event()) == null)
                .filter(fact -> fact.event().getKind() != EvaluationKind.WITHDRAWN)
                .filter(fact -> told.stream().noneMatch(other -> takesBack(other.event(), fact.event())))
                .toList();
        this.refused = told.stream()
                .filter(fact -> Superiors.objection(fact.event()) != null)
                .toList();
        this.findings = item.findings.stream()
                .filter(fact -> fact.isBy(then) && fact.event().getFinding() != null)
                .sorted(AS_FOUND)
                .toList();
    }

    /**
     * The score of an actual report.
     *
     * @param closedAt whether the year was closed at an instant
     * @param then by what was known when
     */
    static ItemScore of(Item item, RuleBook book, Predicate<Instant> closedAt, Instant then) {
        var score = new ItemScore(item, book, closedAt, then);
        score.addUses();
        score.addEndorsements();
        score.earned = score.points.stream().map(Point::points).reduce(Points.ZERO, BigDecimal::add);
        score.addFindings();
        score.addUntrue();
        score.refused.forEach(fact -> score.add("refused." + Superiors.objection(fact.event()), Points.ZERO, fact));
        return score;
    }

    private static boolean takesBack(ReportEvaluated withdrawal, ReportEvaluated evaluated) {
        return withdrawal.getKind() == EvaluationKind.WITHDRAWN
                && Superiors.objection(withdrawal) == null
                && evaluated.getEvaluationId().equals(withdrawal.getWithdraws())
                && evaluated.getEvaluator().equals(withdrawal.getEvaluator());
    }

    /** What a newer writer says is not understood, and one that is shared by none is nonsense. */
    private static boolean isCountable(ReportEvaluated evaluated) {
        return evaluated.getKind() != EvaluationKind.UNRECOGNIZED
                && evaluated.getLevel() != Level.UNRECOGNIZED
                && evaluated.getSharedBy() >= 1;
    }

    List<Point> points() {
        return points;
    }

    Set<String> vetoes() {
        return vetoes;
    }

    List<Fact<ReportEvaluated>> evaluations() {
        return evaluations;
    }

    List<Fact<IncidentEvent>> findings() {
        return findings;
    }

    boolean isUntrue() {
        return evaluations.stream().anyMatch(fact -> fact.event().getKind() == EvaluationKind.FOUND_UNTRUE);
    }

    /** Whether it earned points, a penalty apart. */
    boolean isScored() {
        return points.stream()
                .anyMatch(point ->
                        !point.rule().startsWith("penalty.") && !point.rule().startsWith("refused."));
    }

    private void addUses() {
        Fact<ReportEvaluated> best = null;
        for (Fact<ReportEvaluated> fact : evaluations) {
            if (worth(fact.event()) == null) {
                continue;
            }
            if (book.addsUpUses()) {
                addUse(fact);
            } else if (best == null || or(worth(fact.event())).compareTo(or(worth(best.event()))) > 0) {
                best = fact;
            }
        }
        if (best != null) {
            addUse(best);
        }
    }

    private static BigDecimal or(@Nullable BigDecimal points) {
        return points == null ? BigDecimal.ZERO : points;
    }

    private static String kindOf(ReportEvaluated evaluated) {
        return evaluated.getKind() == EvaluationKind.RETURNED ? "RETURNED" : String.valueOf(evaluated.getAdoption());
    }

    private @Nullable BigDecimal worth(ReportEvaluated evaluated) {
        boolean use = evaluated.getKind() == EvaluationKind.ADOPTED || evaluated.getKind() == EvaluationKind.RETURNED;
        BigDecimal worth = use ? book.adoption(evaluated.getLevel(), kindOf(evaluated)) : null;
        return worth == null || !book.sharesMerged() ? worth : Points.share(worth, evaluated.getSharedBy());
    }

    private void addUse(Fact<ReportEvaluated> fact) {
        ReportEvaluated evaluated = fact.event();
        add("adoption." + evaluated.getLevel() + "." + kindOf(evaluated), or(worth(evaluated)), fact);
        if (evaluated.getAttachment() && book.attachmentBonus().signum() != 0) {
            add("attachment", book.attachmentBonus(), fact);
        }
    }

    private void addEndorsements() {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (Fact<ReportEvaluated> fact : evaluations) {
            ReportEvaluated evaluated = fact.event();
            BigDecimal worth = evaluated.getKind() == EvaluationKind.ENDORSED
                    ? book.endorsement(evaluated.getLevel(), evaluated.getAdoption())
                    : null;
            if (worth != null && (levels.add(evaluated.getLevel()) || !book.endorsesOncePerLevel())) {
                add("endorsement." + evaluated.getLevel(), worth, fact);
            }
        }
    }

    private void addFindings() {
        Set<String> kinds = new TreeSet<>();
        for (Fact<IncidentEvent> fact : findings) {
            String kind = String.valueOf(fact.event().getFinding());
            if (kinds.add(kind)) {
                addPenalty(kind, book.penalty(kind), fact);
            }
        }
    }

    private void addUntrue() {
        evaluations.stream()
                .filter(fact -> fact.event().getKind() == EvaluationKind.FOUND_UNTRUE)
                .findFirst()
                .ifPresent(fact -> addPenalty("UNTRUE", book.untrue(), fact));
    }

    private void addPenalty(String misreport, RuleBook.@Nullable Penalty penalty, Fact<?> fact) {
        if (penalty == null) {
            return;
        }
        String rule = RuleBook.ruleOf(misreport);
        if (penalty.veto()) {
            vetoes.add(rule);
        }
        BigDecimal taken = Points.of(earned.multiply(BigDecimal.ONE.subtract(penalty.multiplier())))
                .negate();
        if (taken.signum() != 0) {
            earned = earned.add(taken);
            add(rule + ".item", taken, fact);
        }
        if (penalty.points().signum() != 0) {
            add(rule, penalty.points(), fact);
        }
    }

    private void add(String rule, BigDecimal worth, Fact<?> fact) {
        String id = fact.event() instanceof ReportEvaluated evaluated
                ? evaluated.getEvaluationId()
                : ((Claim.Told) fact.claim()).event() instanceof IncidentEvent found ? found.getEventId() : "";
        points.add(new Point(
                rule,
                Points.of(worth),
                fact.claim().place(),
                id,
                item.reportId,
                item.filing.event().day().getMonthValue(),
                closedAt.test(fact.at())));
    }
}
