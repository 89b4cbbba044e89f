package zhuji.routing.domain;

/**
 * The office a report counts for.
 *
 * @param code GB/T 2260 code
 * @param level its level
 * @param contactPoint whether it may file routine reports straight to the national office (21号)
 */
public record Office(String code, Level level, boolean contactPoint) {

    /** Levels of government, lowest first. */
    public enum Level {
        COUNTY,
        PREFECTURE,
        PROVINCE,
        NATIONAL
    }
}
