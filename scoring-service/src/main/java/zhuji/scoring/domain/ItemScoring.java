package zhuji.scoring.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.input.EvaluationObjection;
import zhuji.scoring.domain.Evaluation.Kind;

/** What one report earns under a rule book, from everything known of it: the same whatever the order it came in. */
final class ItemScoring {

    /** Before the objection in the rule of an entry that tells of it. */
    private static final String REFUSED = "refused.";

    private final RuleBook book;
    private final Closings closings;
    private final Item item;
    private final List<Entry> entries = new ArrayList<>();
    private Points earned = Points.ZERO;

    private ItemScoring(RuleBook book, Closings closings, Item item) {
        this.book = book;
        this.closings = closings;
        this.item = item;
    }

    /** The entries a report has; none for an exercise, which is never scored. */
    static List<Entry> entries(Item item, RuleBook book, Closings closings) {
        boolean nothing = item.evaluations().isEmpty() && item.findings().isEmpty();
        if (nothing || item.filing() == null || !item.filing().actual()) {
            return List.of();
        }
        var scoring = new ItemScoring(book, closings, item);
        scoring.addAdoptions();
        scoring.addEndorsements();
        scoring.earned = scoring.entries.stream().map(Entry::points).reduce(Points.ZERO, Points::plus);
        scoring.addFindings();
        scoring.addUntrue();
        scoring.addObjections();
        return List.copyOf(scoring.entries);
    }

    /** What a superior concluded at its own level. */
    private Stream<Evaluation> evaluations() {
        return counting(item.evaluations());
    }

    private static Stream<Evaluation> counting(List<Evaluation> all) {
        return all.stream().filter(evaluation -> evaluation.counts(all));
    }

    private void addAdoptions() {
        List<Use> uses = evaluations()
                .filter(evaluation -> evaluation.kind() == Kind.ADOPTED || evaluation.kind() == Kind.RETURNED)
                .map(this::use)
                .filter(use -> use.worth != null)
                .toList();
        if (book.usage().cumulative()) {
            uses.forEach(this::add);
        } else {
            uses.stream()
                    .reduce((best, next) -> next.points().compareTo(best.points()) > 0 ? next : best)
                    .ifPresent(this::add);
        }
    }

    /** An adoption and what it is worth; null when the book says nothing of its kind. */
    private record Use(
            Evaluation evaluation, String kind, @Nullable Points worth) {

        Points points() {
            return worth == null ? Points.ZERO : worth;
        }
    }

    private Use use(Evaluation evaluation) {
        String kind = evaluation.kind() == Kind.RETURNED ? Kind.RETURNED.name() : evaluation.adoption();
        Points worth = book.adoption().of(evaluation.level(), kind);
        boolean shared = book.usage().mergedShared() && evaluation.sharedBy() > 1;
        return new Use(
                evaluation,
                String.valueOf(kind),
                worth != null && shared ? worth.sharedBy(evaluation.sharedBy()) : worth);
    }

    private void add(Use use) {
        Evaluation evaluation = use.evaluation();
        String shared =
                evaluation.sharedBy() > 1 && book.usage().mergedShared() ? "，" + evaluation.sharedBy() + "篇合报均分" : "";
        String sharedEn = shared.isEmpty() ? "" : ", shared by " + evaluation.sharedBy();
        boolean returned = evaluation.kind() == Kind.RETURNED;
        add(
                "adoption." + evaluation.level() + "." + use.kind(),
                use.points(),
                evaluation.cause(),
                evaluation.level().zh() + (returned ? "退回" : "采用：" + use.kind()) + shared,
                (returned ? "returned by the " : "adopted at the ")
                        + evaluation.level().en() + " level" + (returned ? "" : " as " + use.kind()) + sharedEn);
        if (evaluation.attachment() && !book.usage().attachmentBonus().isZero()) {
            add(
                    "attachment",
                    book.usage().attachmentBonus(),
                    evaluation.cause(),
                    "附图片、视频被采用",
                    "its pictures or video were used");
        }
    }

    private void addEndorsements() {
        Set<Level> levels = new HashSet<>();
        for (Evaluation evaluation : evaluations().toList()) {
            Points points = evaluation.kind() == Kind.ENDORSED
                    ? book.endorsement().of(evaluation.level(), evaluation.adoption())
                    : null;
            if (points != null
                    && (levels.add(evaluation.level()) || !book.usage().endorsedOncePerLevel())) {
                add(
                        "endorsement." + evaluation.level(),
                        points,
                        evaluation.cause(),
                        evaluation.level().zh() + "领导批示",
                        "endorsed by a leader at the " + evaluation.level().en() + " level");
            }
        }
    }

    /** Each kind of misreport once, by its first finding. */
    private void addFindings() {
        Set<Finding.Kind> kinds = new HashSet<>();
        for (Finding finding : item.findings()) {
            RuleBook.Penalty penalty = book.penalties().get(finding.kind());
            if (penalty != null && kinds.add(finding.kind())) {
                add(Misreport.of(finding.kind()), penalty, finding.cause());
            }
        }
    }

    private void addUntrue() {
        evaluations()
                .filter(evaluation -> evaluation.kind() == Kind.FOUND_UNTRUE)
                .findFirst()
                .ifPresent(found -> add(Misreport.UNTRUE, book.untrue(), found.cause()));
    }

    /** Who may not evaluate is answered by an entry of no points: the evaluation is not passed over in silence. */
    private void addObjections() {
        for (Evaluation evaluation : item.evaluations()) {
            EvaluationObjection objection = evaluation.objection();
            if (objection != null) {
                add(
                        REFUSED + objection,
                        Points.ZERO,
                        evaluation.cause(),
                        "评价不计分：" + objection.zh(),
                        "the evaluation does not count: " + objection.en());
            }
        }
    }

    private void add(Misreport what, RuleBook.Penalty penalty, Cause cause) {
        Points taken =
                earned.times(BigDecimal.ONE.subtract(penalty.itemMultiplier())).negated();
        if (!taken.isZero()) {
            earned = earned.plus(taken);
            add(
                    what.rule() + ".item",
                    taken,
                    cause,
                    what.zh() + "，本篇得分按"
                            + penalty.itemMultiplier().stripTrailingZeros().toPlainString() + "计",
                    what.en() + ": this report's points times "
                            + penalty.itemMultiplier().stripTrailingZeros().toPlainString());
        }
        if (!penalty.points().isZero()) {
            add(what.rule(), penalty.points(), cause, what.zh() + "扣分", what.en());
        }
    }

    private void add(String rule, Points points, Cause cause, String zh, String en) {
        int month = item.filing() == null ? 0 : item.filing().when().month();
        entries.add(new Entry(rule, points, cause, item.reportId(), month, closings.isClosedAt(cause.at()), zh, en));
    }

    /** What a report adds to the figures of its year. */
    static Figures figures(Item item, List<Entry> entries, RuleBook book) {
        SortedMap<String, Long> counts = new TreeMap<>();
        add(counts, item, entries, book);
        return Figures.of(counts);
    }

    /** Adds a report to the figures of its year. */
    static void add(Map<String, Long> counts, Item item, List<Entry> entries, RuleBook book) {
        Filing filing = item.filing();
        if (filing == null) {
            return;
        }
        if (!filing.actual()) {
            Figures.add(counts, Figures.EXERCISES, 1);
            return;
        }
        count(counts, filing);
        if (item.route() != null) {
            Figures.add(counts, Figures.ROUTE + item.route(), 1);
        }
        boolean untrue = false;
        for (Evaluation evaluation : counting(item.evaluations()).toList()) {
            untrue |= evaluation.kind() == Kind.FOUND_UNTRUE;
            count(counts, evaluation);
        }
        if (untrue) {
            Figures.add(counts, Figures.UNTRUE, 1);
            veto(counts, book.untrue(), Misreport.UNTRUE);
        }
        for (Finding finding : item.findings()) {
            Figures.add(counts, Figures.FINDING + finding.kind(), 1);
            veto(counts, book.penalties().get(finding.kind()), Misreport.of(finding.kind()));
        }
        addEntries(counts, entries);
    }

    private static void count(Map<String, Long> counts, Filing filing) {
        String month = ScoringYear.twoDigits(filing.when().month());
        Figures.add(counts, Figures.ACCEPTED, 1);
        Figures.add(counts, Figures.CATEGORY + filing.category(), 1);
        Figures.add(counts, Figures.FORM + filing.form(), 1);
        Figures.add(counts, Figures.MONTH + month, 1);
        if (filing.countsForQuota()) {
            Figures.add(counts, Figures.RESEARCH + month, 1);
        }
    }

    private static void veto(Map<String, Long> counts, RuleBook.@Nullable Penalty penalty, Misreport what) {
        if (penalty != null && penalty.veto()) {
            Figures.add(counts, Figures.VETO + what.rule(), 1);
        }
    }

    private static void count(Map<String, Long> counts, Evaluation evaluation) {
        switch (evaluation.kind()) {
            case ADOPTED -> Figures.add(counts, Figures.ADOPTED + evaluation.level(), 1);
            case ENDORSED -> Figures.add(counts, Figures.ENDORSED + evaluation.level(), 1);
            case RETURNED -> Figures.add(counts, Figures.RETURNED, 1);
            case FOUND_UNTRUE, WITHDRAWN -> {}
        }
    }

    private static void addEntries(Map<String, Long> counts, List<Entry> entries) {
        if (entries.stream()
                .anyMatch(entry ->
                        !entry.rule().startsWith("penalty.") && !entry.rule().startsWith(REFUSED))) {
            Figures.add(counts, Figures.SCORED, 1);
        }
        addPoints(counts, entries);
    }

    static void addPoints(Map<String, Long> counts, List<Entry> entries) {
        for (Entry entry : entries) {
            Figures.add(counts, Figures.POINTS + entry.rule(), entry.points().tenThousandths());
            Figures.add(counts, Figures.ENTRIES, 1);
            Figures.add(counts, Figures.LATE_ENTRIES, entry.late() ? 1 : 0);
        }
    }
}
