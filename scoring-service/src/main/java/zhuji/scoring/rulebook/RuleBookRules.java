package zhuji.scoring.rulebook;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.input.Numbers;
import zhuji.rulefiles.Mistakes;
import zhuji.scoring.domain.Level;
import zhuji.scoring.domain.Points;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.rulebook.RuleBookFile.Annual;
import zhuji.scoring.rulebook.RuleBookFile.Commend;
import zhuji.scoring.rulebook.RuleBookFile.Penalty;
import zhuji.scoring.rulebook.RuleBookFile.Quota;
import zhuji.scoring.rulebook.RuleBookFile.Revoke;
import zhuji.scoring.rulebook.RuleBookFile.UnitClass;

/** What a rule book must be to be used; every mistake is noted. */
final class RuleBookRules {

    /** The one ranking there is (design §7). */
    static final List<String> RANK_BY = List.of("TOTAL", "AVERAGE", "CODE");

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MONTHS = 12;
    private static final int SHORTEST_MONTH = 28;
    private static final int YEAR = 366;
    private static final Set<String> LEVELS = Stream.concat(
                    Stream.of(RuleBook.ANY), Arrays.stream(Level.values()).map(Level::name))
            .collect(Collectors.toUnmodifiableSet());

    private final Mistakes mistakes;

    RuleBookRules(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    void check(RuleBookFile file) {
        checkText("title", file.title());
        checkText("source", file.source());
        checkTable("adoption", file.adoption());
        checkTable("endorsement", file.endorsement());
        require("endorsedOncePerLevel", file.endorsedOncePerLevel());
        require("multipleUses", file.multipleUses());
        require("mergedShared", file.mergedShared());
        checkNotNegative("attachmentBonus", file.attachmentBonus());
        if (file.penalties() != null) {
            file.penalties().forEach((kind, penalty) -> checkPenalty("penalties." + kind, penalty));
        }
        checkPenalty("untrue", file.untrue());
        checkSolicitations(file.solicitations());
        checkQuota(file.quota());
        checkAnnual(file.annual());
    }

    private void checkText(String path, @Nullable String text) {
        if (text == null || text.isBlank()) {
            mistakes.add(path, "is missing");
        }
    }

    private boolean require(String path, @Nullable Object value) {
        if (value == null) {
            mistakes.add(path, "is missing");
        }
        return value != null;
    }

    private void checkTable(String path, @Nullable Map<String, Map<String, BigDecimal>> table) {
        if (!require(path, table) || table == null) {
            return;
        }
        table.forEach((level, kinds) -> {
            if (!LEVELS.contains(level)) {
                mistakes.add(
                        path + "." + level, "is no level; there are default, COUNTY, PREFECTURE, PROVINCE, NATIONAL");
            }
            if (kinds == null) {
                mistakes.add(path + "." + level, "names no kind");
            } else {
                kinds.forEach((kind, points) -> checkNotNegative(path + "." + level + "." + kind, points));
            }
        });
    }

    private void checkNotNegative(String path, @Nullable BigDecimal points) {
        if (checkPoints(path, points) && points != null && points.signum() < 0) {
            mistakes.add(path, "must not be negative");
        }
    }

    private void checkNotPositive(String path, @Nullable BigDecimal points) {
        if (checkPoints(path, points) && points != null && points.signum() > 0) {
            mistakes.add(path, "takes points: it must be zero or negative");
        }
    }

    private boolean checkPoints(String path, @Nullable BigDecimal points) {
        if (!require(path, points) || points == null) {
            return false;
        }
        if (points.abs().compareTo(MOST) > 0) {
            mistakes.add(path, "is beyond a million points");
            return false;
        }
        if (points.stripTrailingZeros().scale() > Points.SCALE) {
            mistakes.add(path, "has more than four decimals");
        }
        return true;
    }

    private void checkPenalty(String path, @Nullable Penalty penalty) {
        if (!require(path, penalty) || penalty == null) {
            return;
        }
        if (penalty.itemMultiplier() == null && penalty.points() == null) {
            mistakes.add(path, "takes nothing: give itemMultiplier, points or both");
        }
        require(path + ".veto", penalty.veto());
        if (penalty.itemMultiplier() != null) {
            checkFraction(path + ".itemMultiplier", penalty.itemMultiplier());
        }
        if (penalty.points() != null) {
            checkNotPositive(path + ".points", penalty.points());
        }
    }

    private void checkFraction(String path, @Nullable BigDecimal fraction) {
        if (require(path, fraction)
                && fraction != null
                && (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0)) {
            mistakes.add(path, "must be between 0 and 1");
        }
    }

    private void checkRange(String path, @Nullable Integer number, int least, int most) {
        if (require(path, number) && number != null && (number < least || number > most)) {
            mistakes.add(path, "must be between " + least + " and " + most);
        }
    }

    private void checkSolicitations(RuleBookFile.@Nullable Solicitations solicitations) {
        if (require("solicitations", solicitations) && solicitations != null) {
            checkNotPositive("solicitations.missed", solicitations.missed());
            checkRange("solicitations.zeroAfter", solicitations.zeroAfter(), 0, YEAR);
        }
    }

    private void checkQuota(@Nullable Quota quota) {
        if (!require("quota", quota) || quota == null) {
            return;
        }
        checkNotPositive("quota.shortMonth", quota.shortMonth());
        checkRange("quota.paceFromDay", quota.paceFromDay(), 1, SHORTEST_MONTH);
        checkRange("quota.silentDays", quota.silentDays(), 1, YEAR);
        List<UnitClass> classes = quota.classes() == null ? List.of() : quota.classes();
        require("quota.classes", quota.classes());
        for (int index = 0; index < classes.size(); index++) {
            checkClass("quota.classes." + index, classes.get(index));
        }
    }

    private void checkClass(String path, @Nullable UnitClass unit) {
        if (!require(path, unit) || unit == null) {
            return;
        }
        require(path + ".contactPoints", unit.contactPoints());
        if (unit.levels() != null && unit.levels().stream().anyMatch(Objects::isNull)) {
            mistakes.add(path + ".levels", "names no level");
        }
        if (unit.offices() != null && !unit.offices().stream().allMatch(RuleBookRules::isDivision)) {
            mistakes.add(path + ".offices", "must be codes of six digits");
        }
        checkText(path + ".name", unit.name());
        checkRange(path + ".min", unit.min(), 0, YEAR);
        checkRange(path + ".target", unit.target(), 0, YEAR);
        if (unit.min() != null && unit.target() != null && unit.target() < unit.min()) {
            mistakes.add(path + ".target", "is below min");
        }
    }

    private static boolean isDivision(@Nullable String code) {
        return code != null && Numbers.isDivision(code);
    }

    private void checkAnnual(@Nullable Annual annual) {
        if (!require("annual", annual) || annual == null) {
            return;
        }
        if (!RANK_BY.equals(annual.rankBy())) {
            mistakes.add(
                    "annual.rankBy", "must be " + RANK_BY + ": total, then average for each scored report, then code");
        }
        Commend commend = annual.commend();
        if (require("annual.commend", commend) && commend != null) {
            checkFraction("annual.commend.topFraction", commend.topFraction());
            checkRange("annual.commend.quotaMonthsMet", commend.quotaMonthsMet(), 0, MONTHS);
            require("annual.commend.noVeto", commend.noVeto());
        }
        Revoke revoke = annual.revoke();
        if (require("annual.revoke", revoke) && revoke != null) {
            checkRevoke(revoke);
        }
    }

    private void checkRevoke(Revoke revoke) {
        if (revoke.silentMonths() != null) {
            checkRange("annual.revoke.silentMonths", revoke.silentMonths(), 1, MONTHS);
        }
        if (revoke.totalAtMost() != null) {
            checkPoints("annual.revoke.totalAtMost", revoke.totalAtMost());
        }
        if (revoke.bottomFraction() != null || revoke.belowFractionOfMedian() != null) {
            checkFraction("annual.revoke.bottomFraction", revoke.bottomFraction());
            checkFraction("annual.revoke.belowFractionOfMedian", revoke.belowFractionOfMedian());
        }
    }
}
