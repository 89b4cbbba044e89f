package zhuji.escalation.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.GradingRule;
import zhuji.escalation.domain.GradingRule.Criterion;
import zhuji.escalation.domain.IncidentClass;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.Threshold;
import zhuji.escalation.domain.TotalLimit;

/**
 * A policy as it stands in its YAML file; see {@code policy/national.yaml} for what each part means.
 */
record PolicyFile(
        @Nullable String version,
        @Nullable Map<Grade, Level> tops,
        @Nullable Map<IncidentClass, Grading> grading,
        @Nullable Map<String, Map<Level, Integer>> windows,
        @Nullable Integer acknowledgeMinutes,
        @Nullable List<Total> totals) {

    private static final String DEFAULT = "default";

    record Grading(boolean missingCountAsDeaths, @Nullable Map<Criterion, Map<Grade, Long>> criteria) {}

    record Total(@Nullable Set<Grade> grades, @Nullable Level to, int minutes) {}

    /**
     * The policy it makes.
     *
     * @throws InvalidPolicy naming every mistake
     */
    Policy toPolicy(String contentHash, int speed) {
        List<String> mistakes = mistakes();
        if (!mistakes.isEmpty()) {
            throw new InvalidPolicy(mistakes);
        }
        return new Policy(
                version + "+sha256:" + contentHash + (speed == 1 ? "" : "*" + speed),
                speed,
                present(tops),
                gradingRules(),
                ownWindows(),
                minutes(present(windows).get(DEFAULT)),
                Duration.ofMinutes(acknowledgeMinutes == null ? 0 : acknowledgeMinutes),
                present(totals).stream()
                        .map(total -> new TotalLimit(
                                EnumSet.copyOf(present(total.grades())),
                                present(total.to()),
                                Duration.ofMinutes(total.minutes())))
                        .toList());
    }

    private List<String> mistakes() {
        var mistakes = new ArrayList<String>();
        if (version == null || version.isBlank()) {
            mistakes.add("version: is missing");
        }
        for (Grade grade : Grade.values()) {
            if (tops == null || !tops.containsKey(grade)) {
                mistakes.add("tops." + grade + ": no level to reach");
            }
        }
        checkWindows(mistakes);
        checkThresholds(mistakes);
        if (acknowledgeMinutes == null || acknowledgeMinutes <= 0) {
            mistakes.add("acknowledgeMinutes: must be a positive number of minutes");
        }
        checkTotals(mistakes);
        return mistakes;
    }

    private void checkWindows(List<String> mistakes) {
        Map<Level, Integer> common = windows == null ? null : windows.get(DEFAULT);
        for (Level level : List.of(Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)) {
            if (common == null || !common.containsKey(level)) {
                mistakes.add("windows.default." + level + ": a hop without window");
            }
        }
        if (windows != null) {
            windows.forEach((name, byLevel) -> {
                if (!name.equals(DEFAULT) && classNamed(name) == null) {
                    mistakes.add("windows." + name + ": no such incident class");
                }
                byLevel.forEach((level, minutes) -> {
                    if (minutes == null || minutes <= 0) {
                        mistakes.add("windows." + name + "." + level + ": must be a positive number of minutes");
                    }
                });
            });
        }
    }

    private void checkThresholds(List<String> mistakes) {
        if (grading == null) {
            mistakes.add("grading: is missing");
            return;
        }
        grading.forEach((incidentClass, rule) -> {
            if (rule.criteria() == null || rule.criteria().isEmpty()) {
                mistakes.add("grading." + incidentClass + ".criteria: is missing");
                return;
            }
            rule.criteria()
                    .forEach((criterion, steps) ->
                            checkSteps("grading." + incidentClass + ".criteria." + criterion, steps, mistakes));
        });
    }

    /** A graver grade needs a greater number, or the two overlap. */
    private static void checkSteps(String path, Map<Grade, Long> steps, List<String> mistakes) {
        Grade lower = null;
        for (Grade grade : Grade.values()) {
            Long from = steps.get(grade);
            if (from == null) {
                continue;
            }
            Long below = lower == null ? null : steps.get(lower);
            if (below != null && from <= below) {
                mistakes.add(path + "." + grade + ": overlaps " + lower);
            }
            lower = grade;
        }
    }

    private void checkTotals(List<String> mistakes) {
        int index = 0;
        for (Total total : totals == null ? List.<Total>of() : totals) {
            if (total.grades() == null || total.grades().isEmpty() || total.to() == null || total.minutes() <= 0) {
                mistakes.add("totals[" + index + "]: needs grades, to and a positive number of minutes");
            }
            index++;
        }
    }

    private Map<IncidentClass, GradingRule> gradingRules() {
        Map<IncidentClass, GradingRule> rules = new EnumMap<>(IncidentClass.class);
        present(grading).forEach((incidentClass, rule) -> {
            Map<Criterion, Threshold> criteria = new LinkedHashMap<>();
            present(rule.criteria()).forEach((criterion, steps) -> criteria.put(criterion, new Threshold(steps)));
            rules.put(incidentClass, new GradingRule(rule.missingCountAsDeaths(), criteria));
        });
        return rules;
    }

    private Map<IncidentClass, Map<Level, Duration>> ownWindows() {
        Map<IncidentClass, Map<Level, Duration>> own = new EnumMap<>(IncidentClass.class);
        present(windows).forEach((name, byLevel) -> {
            IncidentClass incidentClass = classNamed(name);
            if (incidentClass != null) {
                own.put(incidentClass, minutes(byLevel));
            }
        });
        return own;
    }

    private static Map<Level, Duration> minutes(@Nullable Map<Level, Integer> byLevel) {
        Map<Level, Duration> windows = new EnumMap<>(Level.class);
        present(byLevel).forEach((level, minutes) -> windows.put(level, Duration.ofMinutes(minutes)));
        return windows;
    }

    private static @Nullable IncidentClass classNamed(String name) {
        for (IncidentClass incidentClass : IncidentClass.values()) {
            if (incidentClass.name().equals(name)) {
                return incidentClass;
            }
        }
        return null;
    }

    private static <T> T present(@Nullable T checked) {
        if (checked == null) {
            throw new IllegalStateException("checked before");
        }
        return checked;
    }
}
