package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.input.EvaluationObjection;

/**
 * What a higher office concluded about a report.
 *
 * @param id its identity; the same one twice counts once
 * @param evaluator division of the evaluating office
 * @param kind what was concluded
 * @param level level of the evaluating office
 * @param adoption kind of adoption, a code of the rule book; of an endorsement, what the leader endorsed it in
 * @param sharedBy how many reports were merged into what was adopted, at least 1
 * @param attachment whether pictures or video were used too
 * @param evaluatedAt when, as the evaluating office says
 * @param withdraws of a withdrawal, the evaluation that is taken back; else null
 * @param objection why it counts for nothing; null when it counts
 * @param cause the event
 */
public record Evaluation(
        String id,
        String evaluator,
        Kind kind,
        Level level,
        @Nullable String adoption,
        int sharedBy,
        boolean attachment,
        Instant evaluatedAt,
        @Nullable String withdraws,
        @Nullable EvaluationObjection objection,
        Cause cause) {

    /** The order evaluations are considered in, whatever order they arrived in. */
    static final Comparator<Evaluation> IN_ORDER =
            Comparator.comparing(Evaluation::evaluatedAt).thenComparing(Evaluation::id);

    /** Whether a superior concluded it, at its own level, and has not taken it back. */
    boolean counts(List<Evaluation> all) {
        return objection == null && kind != Kind.WITHDRAWN && all.stream().noneMatch(other -> other.takesBack(this));
    }

    /** Each takes back its own, and nobody another's. */
    private boolean takesBack(Evaluation other) {
        return kind == Kind.WITHDRAWN
                && objection == null
                && other.id.equals(withdraws)
                && other.evaluator.equals(evaluator);
    }

    /** What makes two the same: one that counts for nothing never stands in the way of one that does. */
    String key() {
        return objection == null ? id : id + "\t" + objection;
    }

    /** What can be concluded. */
    public enum Kind {
        ADOPTED,
        ENDORSED,
        FOUND_UNTRUE,
        RETURNED,
        WITHDRAWN
    }
}
