package zhuji.escalation.domain;

/** The four classes of the Emergency Response Law (2024), art. 2; art. 3 grades the first three only. */
public enum IncidentClass {
    NATURAL_DISASTER,
    ACCIDENT,
    PUBLIC_HEALTH,
    SOCIAL_SECURITY
}
