package zhuji.escalation.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Finding;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.Level;

/**
 * What a desk wants to do, as it posts it.
 *
 * @param actionId identity the desk gives it; the same one again changes nothing
 * @param kind ACKNOWLEDGE 签收, RELAY 转报, RETURN 退回, BYPASS 越级, REGRADE 定级, FIND 认定, CLOSE 结案, TAKE_UP 恢复处理
 * @param desk office of the desk
 * @param actor who acts
 * @param seenVersion version of the report the desk has read
 * @param reason owed for RETURN, BYPASS, REGRADE, FIND and CLOSE
 * @param authoriser who authorised a BYPASS
 * @param targetLevel PREFECTURE, PROVINCE or NATIONAL, of a BYPASS
 * @param grade I, II, III, IV or UNGRADED, of a REGRADE
 * @param finding OMITTED, FALSIFIED or CONCEALED, of a FIND
 */
record ActionRequest(
        @Nullable String actionId,
        @Nullable String kind,
        @Nullable String desk,
        @Nullable String actor,
        @Nullable Integer seenVersion,
        @Nullable String reason,
        @Nullable String authoriser,
        @Nullable String targetLevel,
        @Nullable String grade,
        @Nullable String finding) {

    private static final int LONGEST = 2_000;

    /**
     * The action.
     *
     * @param at when the desk claims to act
     * @throws RefusedRequest naming the field and the rule
     */
    DeskAction on(String incidentId, Instant at) {
        DeskAction.Kind wanted = symbol("kind", required("kind", kind), DeskAction.Kind.class);
        if (wanted == null || wanted == DeskAction.Kind.OTHER) {
            throw unknownSymbol("kind", DeskAction.Kind.class);
        }
        return new DeskAction(
                required("actionId", actionId),
                incidentId,
                wanted,
                required("desk", desk),
                required("actor", actor),
                seenVersion == null ? 0 : seenVersion,
                bounded("reason", reason),
                bounded("authoriser", authoriser),
                symbol("targetLevel", targetLevel, Level.class),
                symbol("grade", grade, Grade.class),
                symbol("finding", finding, Finding.class),
                at);
    }

    private static String required(String field, @Nullable String value) {
        String present = bounded(field, value);
        if (present == null || present.isBlank()) {
            throw new RefusedRequest(HttpStatus.BAD_REQUEST, "FIELD_MISSING", "缺少" + field, field + " is missing");
        }
        return present;
    }

    private static @Nullable String bounded(String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "FIELD_TOO_LONG",
                    field + "超过" + LONGEST + "字",
                    field + " may have " + LONGEST + " characters at most");
        }
        return value;
    }

    private static <E extends Enum<E>> @Nullable E symbol(String field, @Nullable String value, Class<E> type) {
        if (value == null) {
            return null;
        }
        for (E symbol : type.getEnumConstants()) {
            if (symbol.name().equals(value)) {
                return symbol;
            }
        }
        throw unknownSymbol(field, type);
    }

    private static RefusedRequest unknownSymbol(String field, Class<? extends Enum<?>> type) {
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .filter(name -> !name.equals("OTHER"))
                .collect(Collectors.joining(", "));
        return new RefusedRequest(
                HttpStatus.BAD_REQUEST,
                "UNKNOWN_SYMBOL",
                field + "应为下列之一：" + allowed,
                field + " must be one of: " + allowed);
    }
}
