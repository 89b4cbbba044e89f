package zhuji.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The law as data, frozen for a case when it opens.
 *
 * @param version its name and content hash, on every event
 * @param speed how many times as fast its clock runs; 1 but for demonstrations
 * @param tops the level each grade must reach
 * @param grading how each class is graded; a class without an entry is ungraded
 * @param windows how long a rung of each level has to relay, by class; a class without an entry uses the default
 * @param defaultWindows how long a rung of each level has to relay
 * @param acknowledgeWithin how long the top rung has to acknowledge
 * @param totals end-to-end limits
 */
public record Policy(
        String version,
        int speed,
        Map<Grade, Level> tops,
        Map<IncidentClass, GradingRule> grading,
        Map<IncidentClass, Map<Level, Duration>> windows,
        Map<Level, Duration> defaultWindows,
        Duration acknowledgeWithin,
        List<TotalLimit> totals) {

    public Policy {
        tops = Map.copyOf(tops);
        grading = Map.copyOf(grading);
        windows = Map.copyOf(windows);
        defaultWindows = Map.copyOf(defaultWindows);
        totals = List.copyOf(totals);
    }

    /** The grade the facts make, never lower than declared. */
    public Grade gradeOf(Facts facts) {
        GradingRule rule = grading.get(facts.incidentClass());
        Grade computed = rule == null ? Grade.UNGRADED : rule.gradeOf(facts);
        return computed.orGraver(facts.declaredGrade());
    }

    /** The level a grade must reach. */
    public Level topOf(Grade grade) {
        return tops.getOrDefault(grade, Level.PROVINCE);
    }

    /**
     * Until when a rung has to relay: the earlier of its hop window and the end-to-end limit to the next level.
     *
     * @param level level of the rung
     * @param next level of the rung above
     * @param receivedAt when the rung received the case
     * @param occurredAt when the incident happened, by the policy's clock; null when unknown
     */
    public Instant dueToRelay(
            IncidentClass incidentClass,
            Grade grade,
            Level level,
            Level next,
            Instant receivedAt,
            @Nullable Instant occurredAt) {
        Instant due = receivedAt.plus(real(window(incidentClass, level)));
        if (occurredAt != null) {
            for (TotalLimit total : totals) {
                Instant limit = occurredAt.plus(real(total.within()));
                if (total.to() == next && total.grades().contains(grade) && limit.isBefore(due)) {
                    due = limit;
                }
            }
        }
        return due;
    }

    /** Until when the top rung has to acknowledge. */
    public Instant dueToAcknowledge(Instant receivedAt) {
        return receivedAt.plus(real(acknowledgeWithin));
    }

    /**
     * The occurrence as the policy's clock counts it. At true speed that is the claim itself; a demonstration counts it by its age at
     * submission, so that incidents of any past year have the age they had.
     */
    public @Nullable Instant occurrence(IncidentReport report) {
        Instant occurredAt = report.occurredAt();
        if (occurredAt == null || speed == 1) {
            return occurredAt;
        }
        return report.receivedAt().minus(real(Duration.between(occurredAt, report.submittedAt())));
    }

    private Duration window(IncidentClass incidentClass, Level level) {
        Duration own = windows.getOrDefault(incidentClass, Map.of()).get(level);
        Duration window = own == null ? defaultWindows.get(level) : own;
        if (window == null) {
            throw new IllegalStateException("the policy has no window for a rung of level " + level);
        }
        return window;
    }

    private Duration real(Duration policyTime) {
        return policyTime.dividedBy(speed);
    }
}
