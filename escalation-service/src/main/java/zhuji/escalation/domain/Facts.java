package zhuji.escalation.domain;

import org.jspecify.annotations.Nullable;

/**
 * The facts a grade is computed from. Null is unknown, which is never zero.
 *
 * @param incidentClass class of the incident
 * @param type kind within the class
 * @param deaths dead
 * @param missing missing
 * @param seriousInjuries seriously injured, acute poisoning included
 * @param affected people affected
 * @param directLossYuan direct loss, yuan
 * @param declaredGrade what the office declares; the computed grade is never lower
 */
public record Facts(
        IncidentClass incidentClass,
        String type,
        @Nullable Long deaths,
        @Nullable Long missing,
        @Nullable Long seriousInjuries,
        @Nullable Long affected,
        @Nullable Long directLossYuan,
        @Nullable Grade declaredGrade) {}
