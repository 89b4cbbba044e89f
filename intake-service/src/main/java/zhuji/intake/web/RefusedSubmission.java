package zhuji.intake.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import zhuji.intake.domain.Reason;

/** A request that is answered with a problem; it never reaches Kafka, so there is no event to tell of it. */
final class RefusedSubmission extends RuntimeException {

    private final HttpStatus status;
    private final transient List<Reason> reasons;

    RefusedSubmission(HttpStatus status, List<Reason> reasons) {
        super(reasons.getFirst().code(), null, false, false);
        this.status = status;
        this.reasons = List.copyOf(reasons);
    }

    HttpStatus status() {
        return status;
    }

    List<Reason> reasons() {
        return reasons;
    }
}
