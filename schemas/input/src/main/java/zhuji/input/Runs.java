package zhuji.input;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what is long enough to be an encoded text. Looks at each byte once and by a table, for a sender may send megabytes of them, and many
 * times.
 */
final class Runs {

    private static final int BYTES = 256;
    private static final int LEAST_BASE64 = 16;
    private static final int LEAST_HEXADECIMAL = 32;
    private static final String DIGITS = "0123456789";
    private static final boolean[] HEXADECIMAL = table(DIGITS + "abcdefABCDEF");
    private static final boolean[] BASE64 =
            table(DIGITS + "abcdefghijklmnopqrstuvwxyz" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "+/-_");
    private static final boolean[] SPACE = table(" \t\n\r\f\u000B");

    private Runs() {}

    private static boolean[] table(String characters) {
        boolean[] table = new boolean[BYTES];
        characters.chars().forEach(character -> table[character] = true);
        return table;
    }

    /** The first runs of hexadecimal digits; the more there are, the less likely one of them is an encoded text. */
    static List<String> hexadecimal(byte[] text, int most) {
        return of(text, HEXADECIMAL, LEAST_HEXADECIMAL, most);
    }

    /** The first runs of what base64 is written with, in either alphabet, without the padding. */
    static List<String> base64(byte[] text, int most) {
        return of(text, BASE64, LEAST_BASE64, most);
    }

    /** The text, its lines joined. */
    static byte[] withoutSpaces(byte[] text) {
        byte[] joined = new byte[text.length];
        int length = 0;
        for (byte next : text) {
            joined[length] = next;
            length += SPACE[Byte.toUnsignedInt(next)] ? 0 : 1;
        }
        return length == text.length ? text : Arrays.copyOf(joined, length);
    }

    private static List<String> of(byte[] text, boolean[] alphabet, int least, int most) {
        List<String> runs = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= text.length && runs.size() < most; at++) {
            if (at == text.length || !alphabet[Byte.toUnsignedInt(text[at])]) {
                if (at - from >= least) {
                    runs.add(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
                }
                from = at + 1;
            }
        }
        return runs;
    }
}
