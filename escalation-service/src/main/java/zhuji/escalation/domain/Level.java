package zhuji.escalation.domain;

/** Levels of government 层级, lowest first. */
public enum Level {
    COUNTY,
    PREFECTURE,
    PROVINCE,
    NATIONAL;

    /** Whether this level is that one or lies below it. */
    boolean isUpTo(Level top) {
        return compareTo(top) <= 0;
    }
}
