package zhuji.escalation.domain;

/** What a case is about: an incident 突发事件, or a routine report its office asked the province to relay 转报 (R7). */
public enum Matter {
    INCIDENT,
    RELAY_REQUEST
}
