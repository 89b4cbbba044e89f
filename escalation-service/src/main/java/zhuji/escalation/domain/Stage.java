package zhuji.escalation.domain;

/** INITIAL 初报, FOLLOW_UP 续报, CORRECTION 更正, FINAL 终报. */
public enum Stage {
    INITIAL,
    FOLLOW_UP,
    CORRECTION,
    FINAL
}
