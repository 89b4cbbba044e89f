package zhuji.scoring.rulebook;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.domain.Finding;
import zhuji.scoring.domain.Points;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.RuleBook.Table;
import zhuji.scoring.rulebook.RuleBookFile.MultipleUses;
import zhuji.scoring.rulebook.RuleBookFile.Penalty;

/** Reads a rule book, or refuses it with the line and the reason of each mistake. */
public final class RuleBookReader {

    private RuleBookReader() {}

    /**
     * The rule book of a file.
     *
     * @throws zhuji.rulefiles.InvalidRules when it must not be used
     */
    public static RuleBook read(RuleFile source) {
        RuleBookFile file = source.read(RuleBookFile.class);
        var mistakes = source.mistakes();
        new RuleBookRules(mistakes).check(file);
        mistakes.refuseAny();
        return new RuleBook(
                given(file.title()),
                source.hash(),
                source.yaml(),
                table(file.adoption()),
                table(file.endorsement()),
                new RuleBook.Usage(
                        file.multipleUses() == MultipleUses.CUMULATIVE,
                        given(file.mergedShared()),
                        given(file.endorsedOncePerLevel()),
                        points(file.attachmentBonus())),
                penalties(file.penalties()),
                penalty(given(file.untrue())),
                new RuleBook.Solicitations(
                        points(given(file.solicitations()).missed()),
                        given(given(file.solicitations()).zeroAfter())),
                quota(given(file.quota())),
                annual(given(file.annual())));
    }

    private static Table table(@Nullable Map<String, Map<String, BigDecimal>> table) {
        Map<String, Map<String, Points>> points = new TreeMap<>();
        given(table).forEach((level, kinds) -> {
            Map<String, Points> row = new TreeMap<>();
            kinds.forEach((kind, worth) -> row.put(kind, points(worth)));
            points.put(level, row);
        });
        return new Table(points);
    }

    private static Map<Finding.Kind, RuleBook.Penalty> penalties(@Nullable Map<Finding.Kind, Penalty> penalties) {
        Map<Finding.Kind, RuleBook.Penalty> read = new EnumMap<>(Finding.Kind.class);
        if (penalties != null) {
            penalties.forEach((kind, penalty) -> read.put(kind, penalty(penalty)));
        }
        return read;
    }

    private static RuleBook.Penalty penalty(Penalty penalty) {
        return new RuleBook.Penalty(
                Objects.requireNonNullElse(penalty.itemMultiplier(), BigDecimal.ONE),
                penalty.points() == null ? Points.ZERO : points(penalty.points()),
                isSo(penalty.veto()));
    }

    private static RuleBook.Quota quota(RuleBookFile.Quota quota) {
        return new RuleBook.Quota(
                given(quota.classes()).stream().map(RuleBookReader::unitClass).toList(),
                points(quota.shortMonth()),
                given(quota.paceFromDay()),
                given(quota.silentDays()));
    }

    private static RuleBook.UnitClass unitClass(RuleBookFile.UnitClass unit) {
        return new RuleBook.UnitClass(
                given(unit.name()),
                isSo(unit.contactPoints()),
                Objects.requireNonNullElse(unit.levels(), Set.of()),
                Objects.requireNonNullElse(unit.offices(), Set.of()),
                given(unit.min()),
                given(unit.target()));
    }

    private static RuleBook.Annual annual(RuleBookFile.Annual annual) {
        RuleBookFile.Commend commend = given(annual.commend());
        RuleBookFile.Revoke revoke = given(annual.revoke());
        return new RuleBook.Annual(
                new RuleBook.Commend(
                        given(commend.topFraction()), given(commend.quotaMonthsMet()), isSo(commend.noVeto())),
                new RuleBook.Revoke(
                        revoke.silentMonths(),
                        revoke.totalAtMost() == null ? null : points(revoke.totalAtMost()),
                        revoke.bottomFraction(),
                        revoke.belowFractionOfMedian()));
    }

    private static Points points(@Nullable BigDecimal number) {
        return Points.of(given(number));
    }

    private static boolean isSo(@Nullable Boolean said) {
        return Boolean.TRUE.equals(said);
    }

    /** What the rules have found to be there. */
    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
