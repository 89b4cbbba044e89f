package zhuji.scoring.domain;

import java.util.Comparator;

/**
 * A misreport that was found.
 *
 * @param kind what it is
 * @param cause the event
 */
public record Finding(Kind kind, Cause cause) {

    static final Comparator<Finding> IN_ORDER = Comparator.comparing(
                    (Finding finding) -> finding.cause().at())
            .thenComparing(finding -> finding.cause().id());

    /** Misreports as Decree 14 (2024) of the emergency ministry words them. */
    public enum Kind {
        /** 迟报. */
        LATE,
        /** 漏报. */
        OMITTED,
        /** 谎报. */
        FALSIFIED,
        /** 瞒报. */
        CONCEALED
    }
}
