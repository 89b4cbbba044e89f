package zhuji.routing.domain;

import org.jspecify.annotations.Nullable;
import zhuji.input.EvaluationObjection;

/** What an office is told of what a higher office made of its report (design §5). */
public final class EvaluationMessages {

    private EvaluationMessages() {}

    /** What was concluded. */
    public enum Conclusion {
        ADOPTED,
        ENDORSED,
        FOUND_UNTRUE,
        RETURNED,
        WITHDRAWN,
        OTHER;

        /** That of the name; OTHER of what this version does not know. */
        public static Conclusion of(String name) {
            for (Conclusion conclusion : values()) {
                if (conclusion.name().equals(name)) {
                    return conclusion;
                }
            }
            return OTHER;
        }
    }

    /**
     * The message; null where there is nothing to tell.
     *
     * @param office the office it counts for
     * @param reportId the report
     * @param evaluator name of the higher office
     */
    public static @Nullable Message about(String office, String reportId, String evaluator, Conclusion conclusion) {
        return switch (conclusion) {
            case ADOPTED ->
                feedback(office, "信息" + reportId + "已被" + evaluator + "采用", reportId + " was adopted by " + evaluator);
            case ENDORSED ->
                feedback(
                        office,
                        "信息" + reportId + "获" + evaluator + "领导批示",
                        reportId + " was endorsed by a leader at " + evaluator);
            case FOUND_UNTRUE ->
                feedback(
                        office,
                        "信息" + reportId + "被" + evaluator + "认定失实，请核实",
                        reportId + " was found untrue by " + evaluator + ": check it");
            case RETURNED ->
                new Message(
                        office,
                        Message.Purpose.RETURN,
                        false,
                        "信息" + reportId + "被" + evaluator + "退回",
                        reportId + " was returned by " + evaluator);
            case WITHDRAWN ->
                feedback(
                        office,
                        evaluator + "撤回了对信息" + reportId + "的评价",
                        evaluator + " has withdrawn its evaluation of " + reportId);
            case OTHER -> null;
        };
    }

    /** Whose evaluation does not count is told so; the office it is about is not troubled with it. */
    public static Message refused(String evaluator, String reportId, EvaluationObjection objection) {
        return new Message(
                evaluator,
                Message.Purpose.REJECTION,
                false,
                "对信息" + reportId + "的评价不予采纳：" + objection.zh(),
                "the evaluation of " + reportId + " does not count: " + objection.en());
    }

    private static Message feedback(String office, String zh, String en) {
        return new Message(office, Message.Purpose.FEEDBACK, false, zh, en);
    }
}
