package zhuji.scoring.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A year's points as data 评分办法.
 *
 * @param title its name
 * @param hash SHA-256 of its content; it is on every point given
 * @param text its content, as it is written into a closing
 * @param adoption points of adoptions
 * @param endorsement points of endorsements
 * @param usage what several uses of one report come to
 * @param penalties by misreport
 * @param untrue what an item found untrue costs (R2, 杜绝失实)
 * @param solicitations what unanswered solicitations cost
 * @param quota what units owe a month (21号 三)
 * @param annual how a year is decided (21号 四)
 */
public record RuleBook(
        String title,
        String hash,
        String text,
        Table adoption,
        Table endorsement,
        Usage usage,
        Map<Finding.Kind, Penalty> penalties,
        Penalty untrue,
        Solicitations solicitations,
        Quota quota,
        Annual annual) {

    /** Name of what holds for every level or kind that has none of its own. */
    public static final String ANY = "default";

    /**
     * Points by level and kind.
     *
     * @param points level, or {@link #ANY}, to kind, or {@link #ANY}, to points
     */
    public record Table(Map<String, Map<String, Points>> points) {

        /** Points of a kind at a level; null when the book gives none, which is not zero. */
        @Nullable
        Points of(Level level, @Nullable String kind) {
            for (String row : List.of(level.name(), ANY)) {
                Map<String, Points> kinds = points.getOrDefault(row, Map.of());
                Points found = kind == null ? null : kinds.get(kind);
                if (found == null) {
                    found = kinds.get(ANY);
                }
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }

    /**
     * What several uses of one report come to.
     *
     * @param cumulative whether every adoption counts, or the highest alone
     * @param mergedShared whether reports merged into one item share its points equally 合报均分
     * @param endorsedOncePerLevel whether several endorsements at one level count once
     * @param attachmentBonus more for pictures or video used
     */
    public record Usage(
            boolean cumulative, boolean mergedShared, boolean endorsedOncePerLevel, Points attachmentBonus) {}

    /**
     * What is taken for a misreport.
     *
     * @param itemMultiplier what is left of the report's points, 0 to 1
     * @param points taken besides, zero or negative
     * @param veto whether it bars the office from commendation 一票否决
     */
    public record Penalty(BigDecimal itemMultiplier, Points points, boolean veto) {}

    /**
     * Unanswered solicitations 约稿.
     *
     * @param missed points of each, zero or negative
     * @param zeroAfter after how many the year comes to zero; 0 for never
     */
    public record Solicitations(Points missed, int zeroAfter) {}

    /**
     * What units owe a month.
     *
     * @param classes the first a unit belongs to holds
     * @param shortMonth points of a month that is short, zero or negative
     * @param paceFromDay day of the month from which a unit behind its pace is told, 1 to 28
     * @param silentDays after how many days without a submission a contact point is told (R11)
     */
    public record Quota(List<UnitClass> classes, Points shortMonth, int paceFromDay, int silentDays) {

        /** What an office owes; null when it owes nothing. */
        public @Nullable UnitClass of(ScoredOffice office) {
            return classes.stream()
                    .filter(unit -> unit.holds(office))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * A class of units with a quota of its own.
     *
     * @param name its name
     * @param contactPoints whether only contact points belong to it
     * @param levels the levels that belong to it; empty for all
     * @param offices the offices that belong to it; empty for all
     * @param min research reports a month at least
     * @param target research reports a month that are wanted at most; more is taken, and earns nothing by itself
     */
    public record UnitClass(
            String name, boolean contactPoints, Set<Level> levels, Set<String> offices, int min, int target) {

        boolean holds(ScoredOffice office) {
            return (!contactPoints || office.contactPoint())
                    && (levels.isEmpty() || levels.contains(office.level()))
                    && (offices.isEmpty() || offices.contains(office.code()));
        }
    }

    /**
     * How a year is decided.
     *
     * @param commend who is commended 通报表扬
     * @param revoke who is no contact point any longer; everybody else is retained
     */
    public record Annual(Commend commend, Revoke revoke) {}

    /**
     * Who is commended.
     *
     * @param topFraction the first of so large a part of the ranking, 0 to 1
     * @param quotaMonthsMet with so many months in quota, 0 to 12
     * @param noVeto and without a veto
     */
    public record Commend(BigDecimal topFraction, int quotaMonthsMet, boolean noVeto) {}

    /**
     * Who is no contact point any longer; any one suffices.
     *
     * @param silentMonths so many months without a word; null where it is no reason
     * @param totalAtMost no more points than this; null where it is no reason
     * @param bottomFraction in the last of so large a part of the ranking, and
     * @param belowFractionOfMedian below so much of the median; both null where it is no reason
     */
    public record Revoke(
            @Nullable Integer silentMonths,
            @Nullable Points totalAtMost,
            @Nullable BigDecimal bottomFraction,
            @Nullable BigDecimal belowFractionOfMedian) {}
}
