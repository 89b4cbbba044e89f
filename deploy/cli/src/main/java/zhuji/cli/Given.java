package zhuji.cli;

import org.jspecify.annotations.Nullable;
import zhuji.input.Numbers;
import zhuji.input.Texts;

/** What a person gives a command, looked at before it stands on a topic for good. */
final class Given {

    private static final int LONGEST = 2_000;

    private Given() {}

    /**
     * A name, or an identity.
     *
     * @throws IllegalArgumentException when it is none
     */
    static String identity(String option, String text) {
        if (!Numbers.isIdentity(text)) {
            throw new IllegalArgumentException(option + " must say something, in " + Numbers.LONGEST_IDENTITY
                    + " characters at most, without controls");
        }
        return text;
    }

    /**
     * A code of a division.
     *
     * @throws IllegalArgumentException when it is none
     */
    static String division(String option, String text) {
        if (!Numbers.isDivision(text)) {
            throw new IllegalArgumentException(option + " must be six digits, a GB/T 2260 code");
        }
        return text;
    }

    /**
     * A text that may be missing.
     *
     * @throws IllegalArgumentException when it is too long, or says nothing
     */
    static @Nullable String text(String option, @Nullable String text) {
        if (text != null && (text.length() > LONGEST || !Texts.saysSomething(text) || Texts.hasControls(text, true))) {
            throw new IllegalArgumentException(
                    option + " must say something, in " + LONGEST + " characters at most, without controls");
        }
        return text;
    }
}
