package zhuji.input;

import java.util.Set;
import java.util.regex.Pattern;

/** The alphabets of numbers and identities that others give. */
public final class Numbers {

    /** Characters of an identity at most: an action's, an evaluation's, an order's. */
    public static final int LONGEST_IDENTITY = 200;

    private static final Set<String> REHEARSED = Set.of("EXERCISE", "TEST");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6}");

    private Numbers() {}

    /**
     * Whether a text is a number of a submission or a case: 1 to 64 ASCII letters, digits, dots, underscores and hyphens, a letter or digit
     * first. Two numbers that look alike are the same number.
     */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * The identity of a case (design §4). Exercises and tests have case numbers of their own, so that none ever stands in the way of a real one.
     *
     * @param office who files, by the code it files under
     * @param caseNumber the office's number of the case
     * @param mode ACTUAL, EXERCISE or TEST; what is not known is as good as actual
     */
    public static String incidentId(String office, String caseNumber, String mode) {
        return office + ":" + caseNumber + (REHEARSED.contains(mode) ? ":" + mode : "");
    }

    /** Whether a text has the form of a division's code: six digits (GB/T 2260). */
    public static boolean isDivision(String text) {
        return DIVISION.matcher(text).matches();
    }

    /** Whether a text may be an identity: 1 to {@link #LONGEST_IDENTITY} characters, well formed, without controls, and it says something. */
    public static boolean isIdentity(String text) {
        return text.length() <= LONGEST_IDENTITY
                && Texts.saysSomething(text)
                && Texts.isWellFormed(text)
                && !Texts.hasControls(text, false)
                && !Texts.hasReplacement(text);
    }
}
