package zhuji.routing.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a case.
 *
 * @param happening what happened
 * @param relayRequest whether the case is a routine report the province was asked to relay (R7), and no incident
 * @param reporter the office that reported
 * @param rung the office on the ladder it concerns, or null
 * @param holders the offices that have received the case
 * @param copied the offices that were copied because they were bypassed, and have not received the case
 * @param overdue whether it moved up because a deadline was missed
 * @param duty what is to be done until the deadline it concerns
 * @param grade grade of the incident, for words
 */
public record CaseNews(
        Happening happening,
        boolean relayRequest,
        String reporter,
        @Nullable String rung,
        List<String> holders,
        List<String> copied,
        boolean overdue,
        Duty duty,
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
        SET_ASIDE,
        TAKEN_UP,
        OTHER
    }

    /** What a deadline is for. */
    public enum Duty {
        RELAY,
        ACKNOWLEDGE,
        FOLLOW_UP,
        NONE
    }

    public CaseNews {
        holders = List.copyOf(holders);
        copied = List.copyOf(copied);
    }
}
