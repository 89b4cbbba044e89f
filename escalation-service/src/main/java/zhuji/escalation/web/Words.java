package zhuji.escalation.web;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Duty;
import zhuji.escalation.domain.Finding;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Stage;

/** A line of a timeline in words, for people. */
record Words(String zh, String en) {

    /**
     * The words.
     *
     * @param names gives the name of an office
     */
    static Words of(Happening happening, UnaryOperator<String> names) {
        String who = happening.rung() == null ? "" : names.apply(happening.rung());
        return switch (happening.kind()) {
            case OPENED -> words("立案，" + zh(happening.grade()), "opened, " + en(happening.grade()));
            case RECEIVED ->
                happening.overdue()
                        ? words(who + "收到（下级逾期未转报）", who + " received it because the desk below missed its deadline")
                        : words(who + "收到", who + " received it");
            case ACKNOWLEDGED -> words(who + "签收", who + " acknowledged it");
            case RELAYED -> words(who + "转报上一级", who + " relayed it");
            case RETURNED -> words(who + "退回更正" + because(happening), who + " returned it for correction");
            case REMINDED ->
                words(
                        "提醒" + duty(happening, who).zh() + "，时限已过" + happening.percent() + "%",
                        "reminder: " + duty(happening, who).en() + ", " + happening.percent()
                                + " % of the time is gone");
            case DEADLINE_MISSED ->
                words(
                        "逾期：" + duty(happening, who).zh(),
                        "deadline missed: " + duty(happening, who).en());
            case BYPASSED ->
                words(
                        "越级上报至" + zh(happening.target()) + "，抄送" + who + because(happening),
                        "bypassed to the " + en(happening.target()) + ", " + who + " is copied");
            case REGRADED -> words("级别改为" + zh(happening.grade()) + because(happening), "now " + en(happening.grade()));
            case LADDER_CHANGED -> words("报告链变更", "the ladder has changed");
            case FOLLOWED_UP -> words("收到" + zh(happening.stage()), "a further report came, " + en(happening.stage()));
            case REFUSED -> refused(happening, who);
            case FOUND -> found(happening, who);
            case CLOSED -> words(who + "结案" + because(happening), who + " closed the case");
            case SET_ASIDE -> words("处理出错，已搁置", "its handling failed, it is set aside");
            case TAKEN_UP -> words("恢复处理", "taken up again");
        };
    }

    private static Words refused(Happening happening, String who) {
        String zh = happening.refusal() == null ? "" : "：" + happening.refusal().zh();
        String en =
                happening.refusal() == null ? "" : ": " + happening.refusal().en();
        return words(who + "的操作未被接受" + zh, (who.isEmpty() ? "a request" : who + "'s action") + " was refused" + en);
    }

    private static Words found(Happening happening, String who) {
        Finding finding = happening.finding();
        if (finding == null) {
            return words(who + "作出认定", who + " made a finding");
        }
        return switch (finding) {
            case LATE -> words("首报迟报（系统计算）", "the first report was late (computed)");
            case OMITTED -> words(who + "认定漏报" + because(happening), who + " found an omission");
            case FALSIFIED -> words(who + "认定谎报" + because(happening), who + " found a falsehood");
            case CONCEALED -> words(who + "认定瞒报" + because(happening), who + " found a concealment");
        };
    }

    private static Words duty(Happening happening, String who) {
        Duty duty = happening.duty();
        if (duty == null) {
            return words(who, who);
        }
        return switch (duty) {
            case RELAY -> words(who + "转报", who + " owes the relay");
            case ACKNOWLEDGE -> words(who + "签收", who + " owes the acknowledgement");
            case FOLLOW_UP -> words("报送单位续报", "the reporting office owes a follow-up");
        };
    }

    static String zh(Grade grade) {
        return switch (grade) {
            case I -> "特别重大（I级）";
            case II -> "重大（II级）";
            case III -> "较大（III级）";
            case IV -> "一般（IV级）";
            case UNGRADED -> "不分级";
        };
    }

    private static String en(Grade grade) {
        return grade == Grade.UNGRADED ? "ungraded" : "grade " + grade;
    }

    private static String zh(@Nullable Stage stage) {
        return switch (stage) {
            case INITIAL -> "重复初报";
            case CORRECTION -> "更正";
            case FINAL -> "终报";
            case FOLLOW_UP -> "续报";
            case null -> "续报";
        };
    }

    private static String en(@Nullable Stage stage) {
        return switch (stage) {
            case INITIAL -> "an initial report again";
            case CORRECTION -> "a correction";
            case FINAL -> "the final one";
            case FOLLOW_UP -> "a follow-up";
            case null -> "a follow-up";
        };
    }

    private static String zh(@Nullable Level level) {
        return switch (level) {
            case COUNTY -> "县级";
            case PREFECTURE -> "市级";
            case PROVINCE -> "省级";
            case NATIONAL -> "国务院办公厅";
            case null -> "上级";
        };
    }

    private static String en(@Nullable Level level) {
        return switch (level) {
            case COUNTY -> "county";
            case PREFECTURE -> "prefecture";
            case PROVINCE -> "province";
            case NATIONAL -> "State";
            case null -> "level above";
        };
    }

    private static String because(Happening happening) {
        return happening.reason() == null ? "" : "：" + happening.reason();
    }

    private static Words words(String zh, String en) {
        return new Words(zh, en);
    }
}
