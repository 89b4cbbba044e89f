package zhuji.routing.domain;

/**
 * What one office is told.
 *
 * @param addressee division addressed
 * @param purpose what it is for
 * @param withReport whether the report itself comes along, because the desk has to act on it
 * @param zh in Chinese
 * @param en in English
 */
public record Message(String addressee, Purpose purpose, boolean withReport, String zh, String en) {

    /** What a message is for. */
    public enum Purpose {
        RECEIPT,
        REJECTION,
        INCIDENT,
        COPY,
        REMINDER,
        RETURN,
        RELAY_REQUEST,
        FEEDBACK
    }
}
