package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a desk does about a case.
 *
 * @param actionId identity; the same one twice counts once
 * @param incidentId the case
 * @param kind what is done
 * @param desk office of the desk
 * @param actor who acts
 * @param seenVersion version of the report the desk had before it
 * @param reason reason, where one is owed
 * @param at when the broker received it
 */
public record DeskAction(
        String actionId,
        String incidentId,
        Kind kind,
        String desk,
        String actor,
        int seenVersion,
        @Nullable String reason,
        Instant at) {

    /** ACKNOWLEDGE 签收, RELAY 转报, RETURN 退回, CLOSE 结案; OTHER is what this version does not know. */
    public enum Kind {
        ACKNOWLEDGE,
        RELAY,
        RETURN,
        CLOSE,
        OTHER
    }
}
