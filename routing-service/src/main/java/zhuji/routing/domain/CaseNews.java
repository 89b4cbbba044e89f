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
 * @param rungName what that office is called, or null
 * @param holders the offices that have received the case
 * @param copied the offices that were copied because they were bypassed, and have not received the case
 * @param overdue whether it moved up because a deadline was missed
 * @param duty what is to be done until the deadline it concerns
 * @param grade grade of the incident
 */
public record CaseNews(
        Happening happening,
        boolean relayRequest,
        String reporter,
        @Nullable String rung,
        @Nullable String rungName,
        List<String> holders,
        List<String> copied,
        boolean overdue,
        Duty duty,
        Grade grade) {

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

    /** Grades 级别, in words. */
    public enum Grade {
        I("特别重大（I级）", "I"),
        II("重大（II级）", "II"),
        III("较大（III级）", "III"),
        IV("一般（IV级）", "IV"),
        UNGRADED("不分级", "ungraded");

        private final String zh;
        private final String en;

        Grade(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        String zh() {
            return zh;
        }

        String en() {
            return en;
        }
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
