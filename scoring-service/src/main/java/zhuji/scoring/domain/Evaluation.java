package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a higher office concluded about a report.
 *
 * @param id its identity; the same one twice counts once
 * @param kind what was concluded
 * @param level level of the evaluating office
 * @param adoption kind of adoption, a code of the rule book; of an endorsement, what the leader endorsed it in
 * @param sharedBy how many reports were merged into what was adopted, at least 1
 * @param attachment whether pictures or video were used too
 * @param evaluatedAt when, as the evaluating office says
 * @param cause the event
 */
public record Evaluation(
        String id,
        Kind kind,
        Level level,
        @Nullable String adoption,
        int sharedBy,
        boolean attachment,
        Instant evaluatedAt,
        Cause cause) {

    /** The order evaluations are considered in, whatever order they arrived in. */
    static final Comparator<Evaluation> IN_ORDER =
            Comparator.comparing(Evaluation::evaluatedAt).thenComparing(Evaluation::id);

    /** What can be concluded. */
    public enum Kind {
        ADOPTED,
        ENDORSED,
        FOUND_UNTRUE,
        RETURNED
    }
}
