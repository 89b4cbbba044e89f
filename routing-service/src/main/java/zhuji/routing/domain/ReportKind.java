package zhuji.routing.domain;

/** What routing has to know of a report's content. */
public enum ReportKind {
    /** Everything the national office asked contact points for. */
    ROUTINE,
    /** General local dynamics, which need not be reported (21号 二). */
    GENERAL_DYNAMIC,
    /** A major incident, which goes up level by level (57号 二). */
    MAJOR_INCIDENT
}
