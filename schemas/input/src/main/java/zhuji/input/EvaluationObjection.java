package zhuji.input;

import org.jspecify.annotations.Nullable;

/** Why an evaluation counts for nothing: only a superior evaluates, at its own level (design §7). */
public enum EvaluationObjection {
    /** The evaluator stands below the office, beside it, or is the office itself. */
    NOT_SUPERIOR("评价单位不是被评价单位的上级", "the evaluator is no superior of the office"),
    /** The level that is claimed is not the evaluator's. */
    LEVEL_DIFFERS("所填层级不是评价单位的层级", "the level claimed is not the evaluator's"),
    /** A withdrawal that does not say what it takes back, or why. */
    NO_REASON("撤回须写明所撤回的评价和理由", "a withdrawal names the evaluation it takes back, and says why");

    private final String zh;
    private final String en;

    EvaluationObjection(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** In Chinese. */
    public String zh() {
        return zh;
    }

    /** In English. */
    public String en() {
        return en;
    }

    /**
     * The objection to an evaluation; null when there is none.
     *
     * @param evaluator division of the evaluating office, as it was written
     * @param level level that is claimed, as the events name it
     * @param office six digits: the office it counts for
     */
    public static @Nullable EvaluationObjection of(String evaluator, String level, String office) {
        if (!Numbers.isDivision(evaluator) || !Divisions.isSuperior(evaluator, office)) {
            return NOT_SUPERIOR;
        }
        return Divisions.levelOf(evaluator).equals(level) ? null : LEVEL_DIFFERS;
    }

    /**
     * The objection to a withdrawal; null when there is none.
     *
     * @param withdraws the evaluation it takes back
     * @param reason why
     */
    public static @Nullable EvaluationObjection ofWithdrawal(@Nullable String withdraws, @Nullable String reason) {
        boolean whole = withdraws != null && Numbers.isIdentity(withdraws) && reason != null && !reason.isBlank();
        return whole ? null : NO_REASON;
    }
}
