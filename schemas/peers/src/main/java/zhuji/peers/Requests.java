package zhuji.peers;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import zhuji.input.Numbers;
import zhuji.input.StrictJson;
import zhuji.input.Texts;

/** Reads what people and their systems post: bounded, every field known by name, refused with the field and the rule. */
public final class Requests {

    /** Stands for what this version does not know; nobody may post it. */
    private static final String OTHER = "OTHER";

    private static final int LONGEST = 2_000;
    private static final int LARGEST = 64 * 1024;

    private Requests() {}

    /**
     * A JSON body as a value of that type.
     *
     * @throws RefusedRequest when it is larger than 64 KiB, no JSON object, or has a field the type does not know
     */
    public static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        try {
            T read = StrictJson.read(bytes(request, LARGEST), type);
            if (read != null) {
                return read;
            }
        } catch (JacksonException unreadable) {
            String field = unreadable.getPath().isEmpty()
                    ? ""
                    : String.valueOf(unreadable.getPath().getLast().getPropertyName());
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "UNREADABLE",
                    field.isEmpty() ? "不是JSON对象" : field + "：未知字段或类型不符",
                    field.isEmpty() ? "it is not a JSON object" : field + ": an unknown field, or of the wrong type");
        }
        throw new RefusedRequest(HttpStatus.BAD_REQUEST, "UNREADABLE", "不是JSON对象", "it is not a JSON object");
    }

    /**
     * The bytes of a body.
     *
     * @param largest how many there may be
     * @throws RefusedRequest when there are more
     */
    public static byte[] bytes(HttpServletRequest request, int largest) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw new RefusedRequest(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "TOO_LARGE",
                    "请求过大",
                    "it may have " + largest / 1024 + " KiB at most");
        }
        return bytes;
    }

    /**
     * The value of a field that has to be there.
     *
     * @throws RefusedRequest when it is missing, says nothing, is too long or no text
     */
    public static String required(String field, @Nullable String value) {
        String present = bounded(field, value);
        if (present == null || !Texts.saysSomething(present)) {
            throw new RefusedRequest(HttpStatus.BAD_REQUEST, "FIELD_MISSING", "缺少" + field, field + " is missing");
        }
        return present;
    }

    /**
     * The value of a field that may be missing.
     *
     * @throws RefusedRequest when it has more than 2,000 characters
     */
    public static @Nullable String bounded(String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "FIELD_TOO_LONG",
                    field + "超过" + LONGEST + "字",
                    field + " may have " + LONGEST + " characters at most");
        }
        if (value != null && (!Texts.isWellFormed(value) || Texts.hasControls(value, true))) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "FIELD_INVALID",
                    field + "含有控制字符或不成对的代理字符",
                    field + " holds control characters or half a character");
        }
        if (value != null && Texts.hasReplacement(value)) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "FIELD_GARBLED",
                    field + "含有替换字符U+FFFD，内容已残缺，请检查编码（须为UTF-8）",
                    field + " holds U+FFFD, a part of it was lost: check the encoding, it must be UTF-8");
        }
        return value;
    }

    /**
     * The value of a field that is an identity.
     *
     * @throws RefusedRequest when it is missing or no identity: {@link Numbers#isIdentity}
     */
    public static String identity(String field, @Nullable String value) {
        String present = required(field, value);
        if (!Numbers.isIdentity(present)) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "FIELD_INVALID",
                    field + "最多" + Numbers.LONGEST_IDENTITY + "字，不含控制字符",
                    field + " may have " + Numbers.LONGEST_IDENTITY + " characters at most, none of them a control");
        }
        return present;
    }

    /**
     * The value of a field as a symbol; null when the field is missing.
     *
     * @throws RefusedRequest when there is no such symbol
     */
    public static <E extends Enum<E>> @Nullable E symbol(String field, @Nullable String value, Class<E> type) {
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(symbol -> symbol.name().equals(value))
                .findFirst()
                .orElseThrow(() -> unknownSymbol(field, type));
    }

    /** The refusal of a symbol there is not, which names those there are. */
    public static RefusedRequest unknownSymbol(String field, Class<? extends Enum<?>> type) {
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .filter(name -> !name.equals(OTHER))
                .collect(Collectors.joining(", "));
        return new RefusedRequest(
                HttpStatus.BAD_REQUEST,
                "UNKNOWN_SYMBOL",
                field + "应为下列之一：" + allowed,
                field + " must be one of: " + allowed);
    }
}
