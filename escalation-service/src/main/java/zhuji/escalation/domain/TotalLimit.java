package zhuji.escalation.domain;

import java.time.Duration;
import java.util.Set;
import zhuji.escalation.domain.Anchors.Anchor;

/**
 * An end-to-end limit: incidents of these grades must be at that level within this time.
 *
 * @param grades which grades
 * @param to which level
 * @param within for how long
 * @param anchor counted from when
 */
public record TotalLimit(Set<Grade> grades, Level to, Duration within, Anchor anchor) {
    public TotalLimit {
        grades = Set.copyOf(grades);
    }
}
