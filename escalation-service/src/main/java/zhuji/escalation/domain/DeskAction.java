package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.input.Numbers;
import zhuji.input.Texts;

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

    private static final String UNFIT = "unfit/";
    private static final int LONGEST_ID = Numbers.LONGEST_IDENTITY;
    private static final int LONGEST_TEXT = 2_000;

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

    /** Under which it counts once: another desk, or another kind of action, may have the same number. */
    public String key() {
        return key(desk, kind, actionId);
    }

    /** The key of an action. */
    public static String key(String desk, Kind kind, String actionId) {
        return desk + "/" + kind + "/" + actionId;
    }

    /** Whether its texts are longer than any desk needs; such a one is refused, and not remembered. */
    boolean isTooLong() {
        return actionId.length() > LONGEST_ID
                || desk.length() > LONGEST_ID
                || actor.length() > LONGEST_ID
                || length(reason) > LONGEST_TEXT
                || length(authoriser) > LONGEST_TEXT;
    }

    /** The identity by which one is told that has none it may be told by. */
    public static String unfit(String digest) {
        return UNFIT + digest;
    }

    /** Whether its number, its case or its desk is none, or a text of it no text; such a one is refused, and not remembered. */
    boolean isMalformed() {
        return actionId.startsWith(UNFIT)
                || !Numbers.isDivision(desk)
                || isNoText(actor)
                || isNoText(reason)
                || isNoText(authoriser);
    }

    private static boolean isNoText(@Nullable String text) {
        return text != null && (Texts.hasControls(text, true) || Texts.hasReplacement(text));
    }

    /** Whether it says who acts: a name that nobody sees is none. */
    boolean namesItsActor() {
        return Texts.saysSomething(actor);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** The bypass it asks for. */
    Bypass bypass() {
        return new Bypass(target, reason, authoriser);
    }
}
