package zhuji.wire;

import org.jspecify.annotations.Nullable;
import zhuji.events.EvaluationKind;
import zhuji.events.ReportEvaluated;
import zhuji.input.EvaluationObjection;

/** Reads evaluations, which any office's system may write, as far as all services read them alike. */
public final class Evaluations {

    private Evaluations() {}

    /** Why an evaluation counts for nothing (design §7); null when it counts. */
    public static @Nullable EvaluationObjection objectionTo(ReportEvaluated evaluated) {
        EvaluationObjection objection = EvaluationObjection.of(
                evaluated.getEvaluator(), evaluated.getLevel().name(), evaluated.getOffice());
        return objection == null && evaluated.getKind() == EvaluationKind.WITHDRAWN
                ? EvaluationObjection.ofWithdrawal(evaluated.getWithdraws(), evaluated.getReason())
                : objection;
    }
}
