package zhuji.intake.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of a major incident as sent (Decree 493 art. 12). Null is unknown, which is never zero. */
public record Incident(
        @Nullable String caseNumber,
        @Nullable Stage stage,
        @Nullable IncidentClass incidentClass,
        @Nullable String type,
        @Nullable Instant occurredAt,
        @Nullable String division,
        @Nullable String place,
        @Nullable Count deaths,
        @Nullable Count missing,
        @Nullable Count seriousInjuries,
        @Nullable Count injuries,
        @Nullable Long affected,
        @Nullable Long directLossYuan,
        @Nullable Grade declaredGrade,
        @Nullable String measuresTaken,
        @Nullable Bypass bypass,
        @Nullable Instant learnedAt,
        @Nullable List<Sensitivity> sensitive) {

    public Incident {
        // None is null, so that what was filed before there was such a field has the same content still.
        sensitive = sensitive == null || sensitive.isEmpty() ? null : List.copyOf(sensitive);
    }

    /** INITIAL 初报, FOLLOW_UP 续报, CORRECTION 更正, FINAL 终报. */
    public enum Stage {
        INITIAL,
        FOLLOW_UP,
        CORRECTION,
        FINAL
    }

    /** The four classes of the Emergency Response Law (2024), art. 2. */
    public enum IncidentClass {
        NATURAL_DISASTER,
        ACCIDENT,
        PUBLIC_HEALTH,
        SOCIAL_SECURITY
    }

    /** I 特别重大, II 重大, III 较大, IV 一般, or UNGRADED. */
    public enum Grade {
        I,
        II,
        III,
        IV,
        UNGRADED
    }

    /** Levels of government, lowest first. */
    public enum Level {
        COUNTY,
        PREFECTURE,
        PROVINCE,
        NATIONAL
    }

    /** What makes an incident sensitive, as the office sees it. */
    public enum Sensitivity {
        PLACE,
        TIME,
        POPULATION,
        MAY_ESCALATE
    }

    /** How a count is meant. */
    public enum Qualifier {
        EXACT,
        AT_LEAST,
        NONE_REPORTED_YET
    }

    /** People, as reported. */
    public record Count(@Nullable Long count, @Nullable Qualifier qualifier) {}

    /** A request to go past rungs 越级上报. */
    public record Bypass(
            @Nullable Level targetLevel,
            @Nullable String reason,
            @Nullable String authoriser) {}
}
