package zhuji.escalation.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How incidents of a class, or of one kind within it, are graded: any one criterion is enough (Decree 493 art. 3, 或者).
 *
 * @param incidentClass the class
 * @param type the kind within it; null for every kind without a rule of its own
 * @param missingCountAsDeaths whether the missing are added to the dead
 * @param criteria threshold of each criterion
 */
public record GradingRule(
        IncidentClass incidentClass,
        @Nullable String type,
        boolean missingCountAsDeaths,
        Map<Criterion, Threshold> criteria) {

    /** What is counted. */
    public enum Criterion {
        DEATHS,
        SERIOUS_INJURIES,
        AFFECTED,
        DIRECT_LOSS_YUAN
    }

    public GradingRule {
        criteria = Map.copyOf(criteria);
    }

    boolean applies(Facts facts) {
        return facts.incidentClass() == incidentClass && (type == null || type.equals(facts.type()));
    }

    boolean isOfOneType() {
        return type != null;
    }

    Grade gradeOf(Facts facts) {
        Grade grade = Grade.UNGRADED;
        for (Map.Entry<Criterion, Threshold> criterion : criteria.entrySet()) {
            grade = grade.orGraver(criterion.getValue().gradeOf(number(criterion.getKey(), facts)));
        }
        return grade;
    }

    private @Nullable Long number(Criterion criterion, Facts facts) {
        return switch (criterion) {
            case DEATHS -> missingCountAsDeaths ? sum(facts.deaths(), facts.missing()) : facts.deaths();
            case SERIOUS_INJURIES -> facts.seriousInjuries();
            case AFFECTED -> facts.affected();
            case DIRECT_LOSS_YUAN -> facts.directLossYuan();
        };
    }

    /** The greatest number there is where the sum would be more: a catastrophe never becomes small by being counted. */
    private static @Nullable Long sum(@Nullable Long deaths, @Nullable Long missing) {
        if (deaths == null || missing == null) {
            return deaths == null ? missing : deaths;
        }
        return deaths > Long.MAX_VALUE - missing ? Long.MAX_VALUE : deaths + missing;
    }
}
