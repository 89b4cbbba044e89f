package zhuji.escalation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Finding;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.Level;
import zhuji.input.Numbers;
import zhuji.peers.RefusedRequest;
import zhuji.peers.Requests;

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

    /**
     * The action.
     *
     * @param at when the desk claims to act
     * @throws zhuji.peers.RefusedRequest naming the field and the rule
     */
    DeskAction on(String incidentId, Instant at) {
        DeskAction.Kind wanted = Requests.symbol("kind", Requests.required("kind", kind), DeskAction.Kind.class);
        if (wanted == null || wanted == DeskAction.Kind.OTHER) {
            throw Requests.unknownSymbol("kind", DeskAction.Kind.class);
        }
        return new DeskAction(
                Requests.identity("actionId", actionId),
                incidentId,
                wanted,
                division("desk", desk),
                Requests.identity("actor", actor),
                seenVersion == null ? 0 : seenVersion,
                Requests.bounded("reason", reason),
                Requests.bounded("authoriser", authoriser),
                Requests.symbol("targetLevel", targetLevel, Level.class),
                Requests.symbol("grade", grade, Grade.class),
                Requests.symbol("finding", finding, Finding.class),
                at);
    }

    private static String division(String field, @Nullable String value) {
        String code = Requests.required(field, value);
        if (!Numbers.isDivision(code)) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST, "FIELD_INVALID", field + "应为六位行政区划代码", field + " must be six digits");
        }
        return code;
    }
}
