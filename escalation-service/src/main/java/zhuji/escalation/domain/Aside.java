package zhuji.escalation.domain;

import java.time.Instant;

/**
 * A case that was set aside because its handling failed. What comes for it meanwhile waits, in order, and is handled when it is taken up.
 *
 * @param incidentId the case
 * @param cause class of the failure, never its message, which may quote the report
 * @param at when
 * @param waiting how many commands wait, the one that failed first
 */
public record Aside(String incidentId, String cause, Instant at, int waiting) {

    /** With one more that waits. */
    public Aside withOneMore() {
        return new Aside(incidentId, cause, at, waiting + 1);
    }
}
