package zhuji.routing.domain;

import static zhuji.routing.domain.Message.Purpose.COPY;
import static zhuji.routing.domain.Message.Purpose.FEEDBACK;
import static zhuji.routing.domain.Message.Purpose.INCIDENT;
import static zhuji.routing.domain.Message.Purpose.RELAY_REQUEST;
import static zhuji.routing.domain.Message.Purpose.REMINDER;
import static zhuji.routing.domain.Message.Purpose.RETURN;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.routing.domain.CaseNews.Duty;
import zhuji.routing.domain.CaseNews.Happening;

/** Who is told what when something happens to a case: the desk that has to act, copied desks, and the office that reported. */
public final class CaseMessages {

    private CaseMessages() {}

    /** The messages, at most one for each office and purpose. */
    public static List<Message> about(CaseNews news) {
        Map<String, Message> messages = new LinkedHashMap<>();
        Stream.of(toTheDesk(news), toEveryDesk(news), toReporter(news))
                .flatMap(stream -> stream)
                .forEach(message -> messages.putIfAbsent(message.addressee() + message.purpose(), message));
        return List.copyOf(messages.values());
    }

    /** The desk it concerns. */
    private static Stream<Message> toTheDesk(CaseNews news) {
        String rung = news.rung();
        return rung == null ? Stream.empty() : Stream.ofNullable(toTheDesk(news, rung));
    }

    private static @Nullable Message toTheDesk(CaseNews news, String rung) {
        return switch (news.happening()) {
            case RECEIVED -> received(news, rung);
            case LADDER_CHANGED -> ladderChanged(news, rung);
            case BYPASSED ->
                new Message(rung, COPY, true, "越级上报抄送，本级责任不变", "copied because you were bypassed; your duty stands");
            case REMINDED ->
                new Message(
                        rung,
                        REMINDER,
                        false,
                        zh(news.duty()) + "时限将到，请抓紧办理",
                        "the time to " + en(news.duty()) + " is running out");
            case DEADLINE_MISSED -> missed(news, rung);
            case REFUSED ->
                new Message(rung, FEEDBACK, false, "操作未被接受，原因见所列", "the action was refused for the reason listed");
            default -> null;
        };
    }

    private static Message received(CaseNews news, String rung) {
        if (news.relayRequest()) {
            return news.duty() == Duty.RELAY
                    ? new Message(
                            rung,
                            RELAY_REQUEST,
                            true,
                            "请予转报（21号 二），不宜转报的请说明理由结案",
                            "you are asked to relay this" + " report, or to close the request with a reason")
                    : new Message(rung, COPY, true, "省级办公厅转报的信息", "a report the province relayed to you");
        }
        String zhWhy = news.overdue() ? "（下级逾期未转报）" : "";
        String enWhy = news.overdue() ? " the desk below did not relay in time" : "";
        return news.duty() == Duty.ACKNOWLEDGE
                ? new Message(
                        rung,
                        INCIDENT,
                        true,
                        "突发事件" + zhWhy + "，请在时限内签收",
                        "an incident" + enWhy + ": acknowledge it in" + " time")
                : new Message(
                        rung,
                        INCIDENT,
                        true,
                        "突发事件" + zhWhy + "，请签收并在时限内转报",
                        "an incident" + enWhy + ": acknowledge and relay before it is due");
    }

    private static Message ladderChanged(CaseNews news, String rung) {
        return switch (news.duty()) {
            case RELAY ->
                new Message(
                        rung,
                        INCIDENT,
                        true,
                        "级别、报告链或时限有变，请在时限内转报",
                        "the grade, the ladder or the limit has changed: relay before it is due");
            case ACKNOWLEDGE ->
                new Message(
                        rung,
                        INCIDENT,
                        true,
                        "级别降低，报告链到本级为止，请签收",
                        "the ladder ends with you now: acknowledge, no relay is owed");
            case FOLLOW_UP, NONE ->
                new Message(
                        rung, FEEDBACK, false, "级别降低，报告链到本级为止，无须转报", "the ladder ends with you now: nothing is owed");
        };
    }

    private static Message missed(CaseNews news, String rung) {
        if (news.duty() == Duty.ACKNOWLEDGE) {
            return new Message(
                    rung, REMINDER, false, "已超过签收时限，请补签收", "the deadline to acknowledge is missed; you still owe it");
        }
        return news.relayRequest()
                ? new Message(rung, REMINDER, false, "已超过转报时限，请补办", "the deadline to relay is missed; you still owe it")
                : new Message(
                        rung,
                        REMINDER,
                        false,
                        "已超过转报时限，事件已送上一级，请补报",
                        "the deadline is missed; the case went up, and you still owe the relay");
    }

    /** Every desk that has the case. */
    private static Stream<Message> toEveryDesk(CaseNews news) {
        return switch (news.happening()) {
            case FOLLOWED_UP ->
                Stream.concat(
                        toAll(news.holders(), INCIDENT, true, "事件有续报，请阅处", "a further report of an incident you have"),
                        toAll(
                                news.copied(),
                                COPY,
                                true,
                                "事件有续报，抄送",
                                "a further report of an incident you were copied"));
            case REGRADED ->
                toAll(
                        whoKnowOf(news),
                        FEEDBACK,
                        false,
                        "级别改为" + news.grade().zh(),
                        "the grade is now " + news.grade().en());
            case CLOSED -> toAll(whoKnowOf(news), FEEDBACK, false, "已结案", "the case is closed");
            case FOUND -> toAll(whoKnowOf(news), FEEDBACK, false, "有误报认定，原因见所列", "a misreport was found");
            case SET_ASIDE ->
                toAll(
                        news.holders(),
                        FEEDBACK,
                        false,
                        "系统处理本事件出错，时限提醒暂停，请照常办理并告知运维",
                        "the system failed on this case and does not remind you for now: do your duty as usual, and tell the operators");
            case TAKEN_UP -> toAll(news.holders(), FEEDBACK, false, "本事件已恢复处理", "the system handles this case again");
            case DEADLINE_MISSED ->
                news.duty() == Duty.FOLLOW_UP
                        ? toAll(
                                news.holders(),
                                FEEDBACK,
                                false,
                                "报送单位逾期未续报",
                                "the reporting office has missed a follow-up")
                        : Stream.empty();
            default -> Stream.empty();
        };
    }

    /** Who was passed over was copied, and keeps its duty: it hears what the holders hear. */
    private static List<String> whoKnowOf(CaseNews news) {
        return Stream.concat(news.holders().stream(), news.copied().stream()).toList();
    }

    private static Stream<Message> toAll(
            List<String> desks, Message.Purpose purpose, boolean withReport, String zh, String en) {
        return desks.stream().map(desk -> new Message(desk, purpose, withReport, zh, en));
    }

    /** The office that reported follows its report up the ladder. */
    private static Stream<Message> toReporter(CaseNews news) {
        String rung = news.rungName() == null ? "" : news.rungName();
        if (news.duty() == Duty.FOLLOW_UP && news.happening() == Happening.REMINDED) {
            return Stream.of(new Message(
                    news.reporter(), REMINDER, false, "续报时限将到，请及时续报", "the time to follow up is running out"));
        }
        if (news.duty() == Duty.FOLLOW_UP && news.happening() == Happening.DEADLINE_MISSED) {
            return Stream.of(new Message(
                    news.reporter(), REMINDER, false, "已超过续报时限，请补报", "a follow-up is overdue; you still owe it"));
        }
        return switch (news.happening()) {
            case OPENED ->
                news.relayRequest()
                        ? feedback(news, "已请省级办公厅转报", "the province has been asked to relay it")
                        : feedback(
                                news,
                                "事件已立案，级别" + news.grade().zh() + "，开始逐级上报",
                                "the case is open, grade " + news.grade().en());
            case RECEIVED -> feedback(news, rung + "已收到", rung + " has received it");
            case ACKNOWLEDGED -> feedback(news, rung + "已签收", rung + " has acknowledged it");
            case RELAYED -> feedback(news, rung + "已转报", rung + " has relayed it");
            case DEADLINE_MISSED ->
                feedback(news, rung + "逾期未" + zh(news.duty()), rung + " has missed its deadline to " + en(news.duty()));
            case BYPASSED -> feedback(news, rung + "被越级，已抄送", rung + " was bypassed and copied");
            case REGRADED ->
                feedback(
                        news,
                        "级别改为" + news.grade().zh(),
                        "the grade is now " + news.grade().en());
            case LADDER_CHANGED -> feedback(news, "报告链变更", "the ladder has changed");
            case FOUND -> feedback(news, "误报认定，原因见所列", "a misreport was found, for the reason listed");
            case CLOSED -> feedback(news, "已结案", "the case is closed");
            case REFUSED ->
                news.rung() == null
                        ? feedback(news, "报告或越级请求未被接受，原因见所列", "a report or bypass was refused for the reason listed")
                        : Stream.empty();
            case SET_ASIDE ->
                feedback(
                        news,
                        "系统处理本事件出错，已搁置待恢复；续报照常报送",
                        "the system failed on this case, it waits; go on following up");
            case TAKEN_UP -> feedback(news, "本事件已恢复处理", "the system handles this case again");
            case RETURNED ->
                Stream.of(new Message(
                        news.reporter(),
                        RETURN,
                        false,
                        rung + "退回更正，时限不停，原因见所列",
                        rung + " returned it for correction; the clock runs on"));
            case REMINDED, FOLLOWED_UP, OTHER -> Stream.empty();
        };
    }

    private static Stream<Message> feedback(CaseNews news, String zh, String en) {
        return Stream.of(new Message(news.reporter(), FEEDBACK, false, zh, en));
    }

    private static String zh(Duty duty) {
        return switch (duty) {
            case ACKNOWLEDGE -> "签收";
            case FOLLOW_UP -> "续报";
            case RELAY, NONE -> "转报";
        };
    }

    private static String en(Duty duty) {
        return switch (duty) {
            case ACKNOWLEDGE -> "acknowledge";
            case FOLLOW_UP -> "follow up";
            case RELAY, NONE -> "relay";
        };
    }
}
