package zhuji.routing.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an incident case.
 *
 * @param happening what happened
 * @param reporter the office that reported the incident
 * @param rung the office on the ladder it concerns, or null
 * @param holders the offices that have the case
 * @param overdue whether it moved up because a deadline was missed
 * @param grade grade of the incident, for words
 */
public record CaseNews(
        Happening happening,
        String reporter,
        @Nullable String rung,
        List<String> holders,
        boolean overdue,
        String grade) {

    /** What can happen to a case. */
    public enum Happening {
        OPENED,
        RECEIVED,
        ACKNOWLEDGED,
        RELAYED,
        RETURNED,
        REMINDED,
        DEADLINE_MISSED,
        BYPASSED,
        REGRADED,
        LADDER_CHANGED,
        FOLLOWED_UP,
        REFUSED,
        FOUND,
        CLOSED,
        OTHER
    }

    public CaseNews {
        holders = List.copyOf(holders);
    }
}
