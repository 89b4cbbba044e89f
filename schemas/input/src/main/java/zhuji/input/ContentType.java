package zhuji.input;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A content type, read as MIME types are (RFC 9110, 8.3): in any case, with parameters, quoted or not.
 *
 * @param form what it says the content is
 * @param charset the charset it names, in lower case; null when it names none
 */
public record ContentType(Form form, @Nullable String charset) {

    /** What a sender says that the bytes are. */
    public enum Form {
        JSON,
        AVRO,
        /** A whole CloudEvent as JSON, the submission inside it: structured mode. */
        CLOUD_EVENT,
        /** Nothing is said. */
        UNSAID,
        /** Something else. */
        OTHER
    }

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)");

    /** Reads a header's value; Spring's clients write it as JSON, in quotes. */
    public static ContentType of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new ContentType(Form.UNSAID, null);
        }
        String text = unquoted(header.strip()).toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(text);
        String type = text.contains(";") ? text.substring(0, text.indexOf(';')).strip() : text;
        return new ContentType(formOf(type), charset.find() ? charset.group(1) : null);
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static Form formOf(String type) {
        if (type.startsWith("application/cloudevents")) {
            return Form.CLOUD_EVENT;
        }
        if (type.equals("application/json") || type.equals("text/json") || type.endsWith("+json")) {
            return Form.JSON;
        }
        return type.equals("application/avro") || type.equals("avro/binary") || type.endsWith("+avro")
                ? Form.AVRO
                : Form.OTHER;
    }

    /** The charset that is not the one submissions are written in; empty when nothing or UTF-8 is named. */
    public Optional<String> otherCharset() {
        return Optional.ofNullable(charset)
                .filter(name -> !name.equals("utf-8") && !name.equals("utf8") && !name.equals("us-ascii"));
    }
}
