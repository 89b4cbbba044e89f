package zhuji.escalation.policy;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Anchors.Anchor;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.IncidentClass;
import zhuji.escalation.domain.Level;
import zhuji.escalation.policy.PolicyFile.OfClass;
import zhuji.escalation.policy.PolicyFile.Sensitive;
import zhuji.escalation.policy.PolicyFile.Total;
import zhuji.rulefiles.Mistakes;

/** What a policy must be to be used; every mistake is noted. */
final class PolicyRules {

    private static final int WHOLE = 100;

    private final Mistakes mistakes;

    PolicyRules(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    void check(PolicyFile file) {
        checkVersion(file.version());
        checkTops(file);
        checkUngraded(file.ungraded());
        checkGrading(file.grading());
        checkSensitive(file.sensitive());
        checkComplete(file.windows());
        checkWindows(file.windows());
        checkMinutes("acknowledgeMinutes", file.acknowledgeMinutes());
        checkMinutes("relayRequestMinutes", file.relayRequestMinutes());
        checkTotals(file.totals());
        checkReminders(file.reminders());
        if (file.followUpMinutes() == null) {
            mistakes.add("followUpMinutes", "is missing");
        } else {
            file.followUpMinutes().forEach((grade, minutes) -> checkMinutes("followUpMinutes." + grade, minutes));
        }
        checkSupplements(file.supplementDays());
    }

    /** A graver incident never ends lower. */
    private void checkTops(PolicyFile file) {
        Map<Grade, Level> tops = Objects.requireNonNullElse(file.tops(), Map.of());
        Level lower = null;
        for (Grade grade : List.of(Grade.IV, Grade.III, Grade.II, Grade.I)) {
            Level top = tops.get(grade);
            if (top == null) {
                mistakes.add("tops." + grade, "no level to reach");
            } else if (lower != null && top.compareTo(lower) < 0) {
                mistakes.add("tops." + grade, "ends lower than a lesser grade");
            }
            lower = top == null ? lower : top;
        }
        if (tops.containsKey(Grade.UNGRADED)) {
            mistakes.add("tops.UNGRADED", "an ungraded case goes as far as the grade that 'ungraded' names");
        }
    }

    private void checkUngraded(@Nullable Grade ungraded) {
        if (ungraded == null || ungraded == Grade.UNGRADED) {
            mistakes.add("ungraded", "must name the grade whose ladder an ungraded case climbs, I to IV");
        }
    }

    void checkVersion(@Nullable String version) {
        if (version == null || version.isBlank()) {
            mistakes.add("version", "is missing");
        }
    }

    void checkMinutes(String path, @Nullable Integer minutes) {
        if (minutes == null || minutes <= 0) {
            mistakes.add(path, "must be a positive number of minutes");
        }
    }

    private void checkComplete(@Nullable Map<String, OfClass> windows) {
        OfClass common = windows == null ? null : windows.get(PolicyFile.DEFAULT);
        for (Level level : List.of(Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)) {
            if (common == null || common.relay() == null || !common.relay().containsKey(level)) {
                mistakes.add("windows.default.relay." + level, "a hop without window");
            }
        }
        for (Anchor anchor : List.of(Anchor.LEARNED, Anchor.OCCURRED)) {
            if (common == null
                    || common.firstReport() == null
                    || !common.firstReport().containsKey(anchor)) {
                mistakes.add("windows.default.firstReport." + anchor, "no limit for the first report");
            }
        }
    }

    void checkWindows(@Nullable Map<String, OfClass> windows) {
        if (windows == null) {
            return;
        }
        windows.forEach((name, ofClass) -> {
            String path = "windows." + name;
            if (ofClass == null) {
                mistakes.add(path, "is empty");
                return;
            }
            boolean known = Arrays.stream(IncidentClass.values())
                    .anyMatch(each -> each.name().equals(name));
            if (!known && !name.equals(PolicyFile.DEFAULT)) {
                mistakes.add(path, "no such incident class");
            }
            if (ofClass.relay() != null) {
                ofClass.relay().forEach((level, minutes) -> {
                    checkMinutes(path + ".relay." + level, minutes);
                    if (level == Level.NATIONAL) {
                        mistakes.add(path + ".relay." + level, "there is no level above to relay to");
                    }
                });
            }
            if (ofClass.firstReport() != null) {
                ofClass.firstReport()
                        .forEach((anchor, minutes) -> checkMinutes(path + ".firstReport." + anchor, minutes));
            }
        });
    }

    private void checkGrading(@Nullable List<PolicyFile.Grading> grading) {
        if (grading == null || grading.isEmpty()) {
            mistakes.add("grading", "is missing");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < grading.size(); index++) {
            checkRule("grading." + index, grading.get(index), seen);
        }
    }

    private void checkRule(String path, PolicyFile.@Nullable Grading rule, Set<String> seen) {
        if (rule == null) {
            mistakes.add(path, "is empty");
            return;
        }
        if (rule.incidentClass() == null) {
            mistakes.add(path + ".class", "is missing");
        } else if (!seen.add(rule.incidentClass() + "/" + Objects.requireNonNullElse(rule.type(), ""))) {
            mistakes.add(path + ".class", "there is a rule for these incidents already");
        } else if (rule.incidentClass() == IncidentClass.SOCIAL_SECURITY) {
            mistakes.add(path + ".class", "social security is ungraded (突发事件应对法 art. 3)");
        }
        if (rule.missingCountAsDeaths() == null) {
            mistakes.add(path + ".missingCountAsDeaths", "is missing");
        }
        if (rule.criteria() == null || rule.criteria().isEmpty()) {
            mistakes.add(path + ".criteria", "is missing");
            return;
        }
        rule.criteria().forEach((criterion, steps) -> checkSteps(path + ".criteria." + criterion, steps));
    }

    /** A graver grade needs a greater number, or the two overlap. */
    private void checkSteps(String path, @Nullable Map<Grade, Long> steps) {
        if (steps == null) {
            mistakes.add(path, "is empty");
            return;
        }
        Grade lower = null;
        for (Grade grade : Grade.values()) {
            Long from = steps.get(grade);
            if (from == null) {
                if (steps.containsKey(grade)) {
                    mistakes.add(path + "." + grade, "must be a number");
                }
                continue;
            }
            if (from < 0) {
                mistakes.add(path + "." + grade, "must not be negative");
            }
            Long below = lower == null ? null : steps.get(lower);
            if (below != null && from <= below) {
                mistakes.add(path + "." + grade, "overlaps " + lower);
            }
            lower = grade;
        }
    }

    private void checkSensitive(@Nullable Sensitive sensitive) {
        if (sensitive == null || sensitive.route() == null) {
            mistakes.add("sensitive.route", "is missing");
            return;
        }
        checkNamed("sensitive.places", sensitive.places());
        checkNamed("sensitive.types", sensitive.types());
        List<PolicyFile.Days> days = sensitive.days() == null ? List.of() : sensitive.days();
        for (int index = 0; index < days.size(); index++) {
            if (days.get(index) == null) {
                mistakes.add("sensitive.days." + index, "is empty");
                continue;
            }
            MonthDay from =
                    day("sensitive.days." + index + ".from", days.get(index).from());
            MonthDay to = day("sensitive.days." + index + ".to", days.get(index).to());
            if (from != null && to != null && to.isBefore(from)) {
                mistakes.add("sensitive.days." + index, "ends before it begins; give each year's part by itself");
            }
        }
    }

    /** A list may be missing; what stands in it says something. */
    private void checkNamed(String path, @Nullable Collection<String> names) {
        if (names != null && names.stream().anyMatch(name -> name == null || name.isBlank())) {
            mistakes.add(path, "names nothing in one place");
        }
    }

    private @Nullable MonthDay day(String path, @Nullable String text) {
        try {
            if (text != null) {
                return MonthDay.parse("--" + text);
            }
        } catch (DateTimeException unreadable) {
            // told below
        }
        mistakes.add(path, "must be a day of the year as MM-DD");
        return null;
    }

    void checkTotals(@Nullable List<Total> totals) {
        if (totals == null) {
            return;
        }
        for (int index = 0; index < totals.size(); index++) {
            Total total = totals.get(index);
            String path = "totals." + index;
            if (total == null) {
                mistakes.add(path, "is empty");
                continue;
            }
            if (total.grades() == null || total.grades().isEmpty()) {
                mistakes.add(path + ".grades", "is missing");
            } else if (total.grades().stream().anyMatch(Objects::isNull)) {
                mistakes.add(path + ".grades", "names no grade in one place");
            }
            if (total.to() == null) {
                mistakes.add(path + ".to", "is missing");
            }
            if (total.anchor() == null) {
                mistakes.add(path + ".anchor", "is missing");
            }
            checkMinutes(path + ".minutes", total.minutes());
        }
    }

    private void checkReminders(@Nullable List<Integer> reminders) {
        int before = 0;
        List<@Nullable Integer> percentages = reminders == null ? List.of() : new ArrayList<>(reminders);
        for (int index = 0; index < percentages.size(); index++) {
            Integer given = percentages.get(index);
            int percent = given == null ? 0 : given;
            if (percent <= before || percent >= WHOLE) {
                mistakes.add("reminders." + index, "must be percentages between 1 and 99, ascending");
            }
            before = percent;
        }
    }

    private void checkSupplements(@Nullable Map<String, Integer> days) {
        if (days == null || !days.containsKey(PolicyFile.DEFAULT)) {
            mistakes.add("supplementDays.default", "is missing");
            return;
        }
        days.forEach((type, number) -> {
            if (number == null || number <= 0) {
                mistakes.add("supplementDays." + type, "must be a positive number of days");
            }
        });
    }
}
