package zhuji.input;

import org.jspecify.annotations.Nullable;

/** What a text may hold, whoever wrote it. */
public final class Texts {

    /** What a decoder puts in place of bytes that it cannot read. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Letters by their category, and yet nothing that anybody sees: the fillers of Hangul and two vowels of Khmer. */
    private static final String UNSEEN_LETTERS = "\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    private Texts() {}

    /** Whether every surrogate has its partner, so that the text can be written as UTF-8 and read again. */
    public static boolean isWellFormed(CharSequence text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (Character.isHighSurrogate(unit)) {
                index++;
                if (index == text.length() || !Character.isLowSurrogate(text.charAt(index))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a letter or a digit that a reader sees; a text of spaces, marks and invisible characters says nothing. */
    public static boolean saysSomething(@Nullable String text) {
        if (text == null) {
            return false;
        }
        int point;
        for (int at = 0; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (Character.isLetterOrDigit(point) && UNSEEN_LETTERS.indexOf(point) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text holds a control character. Where it may have several lines, line breaks and tabs are none. */
    public static boolean hasControls(String text, boolean severalLines) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (Character.isISOControl(unit) && !(severalLines && (unit == '\n' || unit == '\r' || unit == '\t'))) {
                return true;
            }
        }
        return false;
    }

    /** Whether some of the text was lost before it came: U+FFFD stands where a decoder could not read what was sent. */
    public static boolean hasReplacement(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** The text, or its first characters when it has more; no character is cut in two. */
    public static String first(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** The first characters of a text that may be anything, fit to be shown: what is malformed or a control becomes U+FFFD. */
    public static String shown(String text, int most) {
        var shown = new StringBuilder();
        first(text, most)
                .codePoints()
                .map(point -> isShowable(point) ? point : REPLACEMENT)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isShowable(int point) {
        return !Character.isISOControl(point)
                && (point > Character.MAX_VALUE || !Character.isSurrogate((char) point))
                && Character.getType(point) != Character.FORMAT;
    }
}
