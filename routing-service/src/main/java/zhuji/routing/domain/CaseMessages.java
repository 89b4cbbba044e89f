package zhuji.routing.domain;

import static zhuji.routing.domain.Message.Purpose.COPY;
import static zhuji.routing.domain.Message.Purpose.FEEDBACK;
import static zhuji.routing.domain.Message.Purpose.INCIDENT;
import static zhuji.routing.domain.Message.Purpose.REMINDER;
import static zhuji.routing.domain.Message.Purpose.RETURN;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.routing.domain.CaseNews.Happening;

/** Who is told what when something happens to a case: the desk that has to act, copied desks, and the office that reported. */
public final class CaseMessages {

    private CaseMessages() {}

    /** The messages, at most one for each office and purpose. */
    public static List<Message> about(CaseNews news) {
        return Stream.concat(toDesks(news).stream(), toReporter(news).stream()).toList();
    }

    private static List<Message> toDesks(CaseNews news) {
        String rung = news.rung();
        if (news.happening() == Happening.FOLLOWED_UP) {
            return news.holders().stream()
                    .map(holder ->
                            new Message(holder, INCIDENT, true, "事件有续报，请阅处", "a follow-up of an incident you have"))
                    .toList();
        }
        Message message = rung == null ? null : toRung(news, rung);
        return message == null ? List.of() : List.of(message);
    }

    private static @Nullable Message toRung(CaseNews news, String rung) {
        return switch (news.happening()) {
            case RECEIVED ->
                new Message(
                        rung,
                        INCIDENT,
                        true,
                        news.overdue() ? "突发事件（下级逾期未转报），请签收并在时限内转报" : "突发事件，请签收并在时限内转报",
                        news.overdue()
                                ? "an incident the desk below did not relay in time: acknowledge and relay before it is due"
                                : "an incident: acknowledge and relay before it is due");
            case LADDER_CHANGED ->
                new Message(
                        rung,
                        INCIDENT,
                        true,
                        "级别提高，报告链延长，请在时限内转报",
                        "the ladder goes on above you now: relay before it is due");
            case BYPASSED ->
                new Message(rung, COPY, true, "越级上报抄送，本级责任不变", "copied because you were bypassed; your duty stands");
            case REMINDED -> new Message(rung, REMINDER, false, "转报时限将到", "the time to relay is running out");
            case DEADLINE_MISSED ->
                new Message(
                        rung,
                        REMINDER,
                        false,
                        "已超过转报时限，事件已送上一级，请补报",
                        "the deadline is missed; the case went up, and you still owe the relay");
            case REFUSED ->
                new Message(rung, FEEDBACK, false, "操作未被接受，详见事件记录", "the action was refused; the case says why");
            default -> null;
        };
    }

    private static List<Message> toReporter(CaseNews news) {
        String words = news.rung() == null ? "" : news.rung();
        return switch (news.happening()) {
            case OPENED ->
                feedback(news, "事件已立案，级别" + news.grade() + "，开始逐级上报", "the case is open, grade " + news.grade());
            case RECEIVED -> feedback(news, words + "已收到", words + " has received it");
            case ACKNOWLEDGED -> feedback(news, words + "已签收", words + " has acknowledged it");
            case RELAYED -> feedback(news, words + "已转报", words + " has relayed it");
            case DEADLINE_MISSED -> feedback(news, words + "逾期未转报", words + " has missed its deadline");
            case REGRADED -> feedback(news, "级别改为" + news.grade(), "the grade is now " + news.grade());
            case CLOSED -> feedback(news, "已结案", "the case is closed");
            case RETURNED ->
                List.of(new Message(
                        news.reporter(),
                        RETURN,
                        false,
                        words + "退回更正，时限不停",
                        words + " returned it for correction; the clock runs on"));
            default -> List.of();
        };
    }

    private static List<Message> feedback(CaseNews news, String zh, String en) {
        return List.of(new Message(news.reporter(), FEEDBACK, false, zh, en));
    }
}
