package zhuji.scoring.rulebook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Finding;
import zhuji.scoring.domain.Level;

/** A rule book as it stands in its YAML file; {@code rulebooks/default.yaml} says what each part means. */
record RuleBookFile(
        @Nullable String title,
        @Nullable String source,
        @Nullable Map<String, Map<String, BigDecimal>> adoption,
        @Nullable Map<String, Map<String, BigDecimal>> endorsement,
        @Nullable Boolean endorsedOncePerLevel,
        @Nullable MultipleUses multipleUses,
        @Nullable Boolean mergedShared,
        @Nullable BigDecimal attachmentBonus,
        @Nullable Map<Finding.Kind, Penalty> penalties,
        @Nullable Penalty untrue,
        @Nullable Solicitations solicitations,
        @Nullable Quota quota,
        @Nullable Annual annual) {

    /** What several adoptions of one report come to. */
    enum MultipleUses {
        HIGHEST,
        CUMULATIVE
    }

    record Penalty(
            @Nullable BigDecimal itemMultiplier,
            @Nullable BigDecimal points,
            @Nullable Boolean veto) {}

    record Solicitations(
            @Nullable BigDecimal missed, @Nullable Integer zeroAfter) {}

    record Quota(
            @Nullable List<UnitClass> classes,
            @Nullable BigDecimal shortMonth,
            @Nullable Integer paceFromDay,
            @Nullable Integer silentDays) {}

    record UnitClass(
            @Nullable String name,
            @Nullable Boolean contactPoints,
            @Nullable Set<Level> levels,
            @Nullable Set<String> offices,
            @Nullable Integer min,
            @Nullable Integer target) {}

    record Annual(
            @Nullable List<String> rankBy,
            @Nullable Commend commend,
            @Nullable Revoke revoke) {}

    record Commend(
            @Nullable BigDecimal topFraction,
            @Nullable Integer quotaMonthsMet,
            @Nullable Boolean noVeto) {}

    record Revoke(
            @Nullable Integer silentMonths,
            @Nullable BigDecimal totalAtMost,
            @Nullable BigDecimal bottomFraction,
            @Nullable BigDecimal belowFractionOfMedian) {}
}
