package zhuji.escalation.web;

/**
 * What came of an action.
 *
 * @param actionId the action
 * @param outcome TAKEN, REFUSED, or PENDING while it is on its way
 * @param code what was done, or why it was refused
 * @param zh in Chinese
 * @param en in English
 */
record Outcome(String actionId, State outcome, String code, String zh, String en) {

    /** How an action stands. */
    enum State {
        TAKEN,
        REFUSED,
        PENDING
    }
}
