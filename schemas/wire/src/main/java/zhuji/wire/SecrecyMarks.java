package zhuji.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what may be a secrecy marking in bytes nobody could read, so that doubt never writes a secret down. */
public final class SecrecyMarks {

    /** 绝密, 机密, 秘密: Law on Guarding State Secrets (2024), art. 14. */
    private static final Pattern WORD = Pattern.compile("绝密|机密|秘密");

    /** A field called marking, in any spelling of its case, that holds anything but null or nothing. */
    private static final Pattern FIELD = Pattern.compile("(?i)\"marking\"\\s*:\\s*(?!null\\b|\"\\s*\"|\\s|$)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    /** What Chinese office systems write in. */
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private SecrecyMarks() {}

    /** Whether the bytes may hold a marking, in whatever charset, JSON escapes resolved. */
    public static boolean maybeIn(byte @Nullable [] bytes) {
        return bytes != null && CHARSETS.stream().anyMatch(charset -> maybeIn(new String(bytes, charset)));
    }

    private static boolean maybeIn(String text) {
        String resolved = ESCAPE.matcher(text)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
        return WORD.matcher(resolved).find() || FIELD.matcher(resolved).find();
    }
}
