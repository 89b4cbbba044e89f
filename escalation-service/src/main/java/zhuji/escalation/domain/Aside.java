package zhuji.escalation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A case that was set aside because its handling failed. What comes for it meanwhile waits, in order, and is handled when it is taken up.
 *
 * @param incidentId the case
 * @param cause class of the failure, never its message, which may quote the report
 * @param at when
 * @param waiting what waits, first the command that failed
 */
public record Aside(String incidentId, String cause, Instant at, List<Waiting> waiting) {

    /**
     * A command that waits.
     *
     * @param topic the topic it came on
     * @param at when the broker received it
     * @param encoded the event, as state keeps it, in Base64
     */
    public record Waiting(String topic, Instant at, String encoded) {}

    public Aside {
        waiting = List.copyOf(waiting);
    }

    /** With one more that waits. */
    public Aside with(Waiting another) {
        List<Waiting> more = new ArrayList<>(waiting);
        more.add(another);
        return new Aside(incidentId, cause, at, more);
    }
}
