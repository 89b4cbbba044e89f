package zhuji.routing.domain;

/**
 * The office a report counts for.
 *
 * @param code GB/T 2260 code
 * @param level its level
 * @param hasRegion whether its code is of a region, or it is the national office: no other has a topic
 * @param contactPoint whether it may file routine reports straight to the national office (21号)
 */
public record Office(String code, Level level, boolean hasRegion, boolean contactPoint) {

    /** Levels of government, lowest first. */
    public enum Level {
        COUNTY,
        PREFECTURE,
        PROVINCE,
        NATIONAL
    }
}
