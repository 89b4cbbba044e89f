package zhuji.escalation.domain;

import java.time.Duration;
import java.util.Set;

/**
 * An end-to-end limit: incidents of these grades must be at that level within this time of their occurrence.
 *
 * @param grades which grades
 * @param to which level
 * @param within counted from the occurrence
 */
public record TotalLimit(Set<Grade> grades, Level to, Duration within) {
    public TotalLimit {
        grades = Set.copyOf(grades);
    }
}
