package zhuji.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the words of a secrecy marking in bytes nobody could read, so that doubt never writes a secret down. */
public final class SecrecyMarks {

    /** 绝密, 机密, 秘密: Law on Guarding State Secrets (2024), art. 14. */
    private static final List<String> WORDS = List.of("绝密", "机密", "秘密");

    private SecrecyMarks() {}

    /** Whether a marking word stands anywhere in the bytes, as UTF-8 or as a JSON escape. */
    public static boolean maybeIn(byte @Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String lower = text.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(word -> text.contains(word) || lower.contains(escaped(word)));
    }

    private static String escaped(String word) {
        var escaped = new StringBuilder();
        word.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
        return escaped.toString();
    }
}
