package zhuji.escalation.streams;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Bypass;
import zhuji.escalation.domain.CaseEvent;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Refusal;
import zhuji.events.Reason;

/** Why something happened, in words. */
final class Reasons {

    /** Code of a reason a desk gave in its own words. */
    static final String GIVEN = "GIVEN";

    private Reasons() {}

    static @Nullable Reason of(CaseEvent event) {
        CaseEvent.Detail detail = event.detail();
        if (detail.refusal() != null) {
            return of(detail.refusal());
        }
        if (detail.limit() != null) {
            return late(detail.limit(), event.at());
        }
        return switch (event.kind()) {
            case REMINDED ->
                new Reason(
                        "WINDOW_" + event.percent(),
                        "",
                        "时限已过" + event.percent() + "%",
                        event.percent() + " % of the time is gone");
            case DEADLINE_MISSED -> missed(event);
            default -> given(detail.action(), detail.bypass());
        };
    }

    static Reason of(Refusal refusal) {
        return new Reason(refusal.name(), "", refusal.zh(), refusal.en());
    }

    static Reason ofSettingAside(CaseEvent.Kind kind, @Nullable String cause) {
        return kind == CaseEvent.Kind.SET_ASIDE
                ? new Reason("HANDLING_FAILED", "", "处理出错，已搁置：" + cause, "the handling failed, set aside: " + cause)
                : new Reason("TAKEN_UP", "", "恢复处理：" + cause, "taken up again by action " + cause);
    }

    private static Reason late(Instant limit, Instant receivedAt) {
        long minutes = Math.max(1, Duration.between(limit, receivedAt).toMinutes());
        return new Reason(
                "FIRST_REPORT_LATE",
                "",
                "首报迟报，超过时限" + minutes + "分钟",
                "the first report came " + minutes + " minutes after its limit");
    }

    private static @Nullable Reason missed(CaseEvent event) {
        return event.deadline() != null && event.deadline().deadline().wasOverOnArrival()
                ? new Reason("OVER_ON_ARRIVAL", "", "送达时总时限已过", "the end-to-end limit had passed before it arrived")
                : null;
    }

    private static @Nullable Reason given(@Nullable DeskAction action, @Nullable Bypass bypass) {
        String words = bypass != null ? bypass.reason() : action == null ? null : action.reason();
        return words == null ? null : new Reason(GIVEN, "", words, words);
    }
}
