package zhuji.intake.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Reason;

/**
 * What would become of a submission.
 *
 * @param valid whether it would be accepted
 * @param outcome ACCEPTED, REJECTED or DUPLICATE
 * @param reportId the report it would become, or is a duplicate of
 * @param reasons every reason against it
 * @param notes what would be noted
 */
record Verdict(boolean valid, String outcome, @Nullable String reportId, List<Reason> reasons, List<Reason> notes) {

    static Verdict of(IntakeDecision decision) {
        return switch (decision) {
            case IntakeDecision.Accepted accepted ->
                new Verdict(true, "ACCEPTED", accepted.reportId(), List.of(), accepted.notes());
            case IntakeDecision.Rejected rejected ->
                new Verdict(false, "REJECTED", null, rejected.reasons(), List.of());
            case IntakeDecision.Duplicate duplicate ->
                new Verdict(true, "DUPLICATE", duplicate.first().reportId(), List.of(), List.of());
        };
    }
}
