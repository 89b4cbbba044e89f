package zhuji.escalation.domain;

/** What a deadline is for: a rung to relay 转报, the top to acknowledge 签收, the reporting office to follow up 续报. */
public enum Duty {
    RELAY,
    ACKNOWLEDGE,
    FOLLOW_UP
}
