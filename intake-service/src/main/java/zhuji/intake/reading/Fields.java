package zhuji.intake.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import zhuji.input.SecrecyMarks;
import zhuji.input.Texts;

/** The fields of one JSON object, read strictly by name; every mistake is noted and reading goes on, so that all are told at once. */
final class Fields {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    private final JsonNode object;
    private final String prefix;
    private final Mistakes mistakes;
    private final Set<String> known = new HashSet<>();

    Fields(JsonNode object, String prefix, Mistakes mistakes) {
        this.object = object;
        this.prefix = prefix;
        this.mistakes = mistakes;
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            wrong(name, value, "应为文本", "must be text");
            return null;
        }
        if (!Texts.isWellFormed(value.stringValue())) {
            wrong(name, value, "含有不成对的代理字符，不是合法的文本", "holds half a character (a lone surrogate)");
            return null;
        }
        return value.stringValue();
    }

    @Nullable
    Long whole(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        wrong(name, value, "应为整数", "must be a whole number");
        return null;
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException unreadable) {
            // told below, in the office's words rather than the parser's
        }
        wrong(
                name,
                object.get(name),
                "应为带时区的时间，如2025-03-04T10:21:07+08:00",
                "must be a time with offset, as 2025-03-04T10:21:07+08:00");
        return null;
    }

    <E extends Enum<E>> @Nullable E symbol(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E symbol : type.getEnumConstants()) {
            if (symbol.name().equals(text)) {
                return symbol;
            }
        }
        String allowed = allowed(type);
        wrong(name, object.get(name), "应为下列之一：" + allowed, "must be one of: " + allowed);
        return null;
    }

    /** A list of symbols; empty when there is none. */
    <E extends Enum<E>> List<E> symbols(String name, Class<E> type) {
        JsonNode value = value(name);
        List<E> symbols = new ArrayList<>();
        if (value == null) {
            return symbols;
        }
        for (JsonNode item : value) {
            symbolOf(item, type).ifPresent(symbols::add);
        }
        if (!value.isArray() || symbols.size() != value.size()) {
            String allowed = allowed(type);
            wrong(name, value, "应为由下列各项组成的数组：" + allowed, "must be an array of: " + allowed);
        }
        return symbols;
    }

    private static <E extends Enum<E>> Optional<E> symbolOf(JsonNode item, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(symbol -> item.isString() && symbol.name().equals(item.stringValue()))
                .findFirst();
    }

    private static <E extends Enum<E>> String allowed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    @Nullable
    Fields object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isObject()) {
            return new Fields(value, path(name) + ".", mistakes);
        }
        wrong(name, value, "应为对象", "must be an object");
        return null;
    }

    /** Whether the field is there with anything but null. */
    boolean has(String name) {
        return value(name) != null;
    }

    /** To be called last: whatever was not asked for is unknown. */
    void refuseUnknown() {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                mistakes.unknown(prefix, field.getKey());
                look(field.getKey(), field.getValue());
            }
        }
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private void wrong(String name, @Nullable JsonNode value, String zh, String en) {
        mistakes.wrong(path(name), zh, en);
        if (value != null) {
            look(value);
        }
    }

    /** What stands where nothing of ours does may be a marking, or hold one. */
    private void look(String name, JsonNode value) {
        if (SecrecyMarks.isName(name) && saysAnything(value)) {
            mistakes.namedAsAMarking();
        }
        mistakes.strayText(name);
        look(value);
    }

    private void look(JsonNode value) {
        if (value.isString()) {
            mistakes.strayText(value.stringValue());
        } else if (value.isObject()) {
            value.properties().forEach(field -> look(field.getKey(), field.getValue()));
        } else {
            value.forEach(this::look);
        }
    }

    private static boolean saysAnything(JsonNode value) {
        return !value.isNull()
                && !(value.isString() && (value.stringValue().isBlank() || SecrecyMarks.saysNone(value.stringValue())))
                && !(value.isBoolean() && !value.booleanValue())
                && !(value.isContainer() && value.isEmpty());
    }

    private String path(String name) {
        return prefix + name;
    }
}
