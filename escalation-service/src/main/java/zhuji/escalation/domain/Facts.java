package zhuji.escalation.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts a grade and a route are computed from. Null is unknown, which is never zero.
 *
 * @param incidentClass class of the incident; null where the matter is no incident
 * @param type kind within the class
 * @param division where it happened
 * @param occurredAt when it happened, as the office claims
 * @param deaths dead
 * @param missing missing
 * @param seriousInjuries seriously injured, acute poisoning included
 * @param affected people affected
 * @param directLossYuan direct loss, yuan
 * @param declaredGrade what the office declares; the computed grade is never lower
 * @param sensitive what makes it sensitive, as the office sees it
 */
public record Facts(
        @Nullable IncidentClass incidentClass,
        String type,
        @Nullable String division,
        @Nullable Instant occurredAt,
        @Nullable Long deaths,
        @Nullable Long missing,
        @Nullable Long seriousInjuries,
        @Nullable Long affected,
        @Nullable Long directLossYuan,
        @Nullable Grade declaredGrade,
        Set<Sensitivity> sensitive) {

    public Facts {
        sensitive = Set.copyOf(sensitive);
    }

    /** Of a matter that is no incident. */
    public static Facts none() {
        return new Facts(null, "", null, null, null, null, null, null, null, null, Set.of());
    }

    /**
     * What is known after a later report: a follow-up does not repeat what has not changed, and what was known stays known. What the incident is
     * and when it happened is changed by a correction alone.
     */
    Facts thenReported(Facts later, Stage stage) {
        boolean corrects = stage == Stage.CORRECTION;
        Set<Sensitivity> both = EnumSet.noneOf(Sensitivity.class);
        both.addAll(sensitive);
        both.addAll(later.sensitive);
        return new Facts(
                corrects ? latest(incidentClass, later.incidentClass) : incidentClass,
                corrects ? later.type : type,
                latest(division, later.division),
                corrects ? latest(occurredAt, later.occurredAt) : latest(later.occurredAt, occurredAt),
                latest(deaths, later.deaths),
                latest(missing, later.missing),
                latest(seriousInjuries, later.seriousInjuries),
                latest(affected, later.affected),
                latest(directLossYuan, later.directLossYuan),
                latest(declaredGrade, later.declaredGrade),
                both);
    }

    private static <T> @Nullable T latest(@Nullable T before, @Nullable T after) {
        return after == null ? before : after;
    }
}
