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
 * @param authoriser who authorised a bypass
 * @param target level a bypass is to deliver to
 * @param grade grade of a regrading
 * @param finding what was found
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
        @Nullable String authoriser,
        @Nullable Level target,
        @Nullable Grade grade,
        @Nullable Finding finding,
        Instant at) {

    /** What can be done; TAKE_UP is done to a case that was set aside, OTHER is what this version does not know. */
    public enum Kind {
        ACKNOWLEDGE,
        RELAY,
        RETURN,
        BYPASS,
        REGRADE,
        FIND,
        CLOSE,
        TAKE_UP,
        OTHER
    }

    /** The bypass it asks for. */
    Bypass bypass() {
        return new Bypass(target, reason, authoriser);
    }
}
