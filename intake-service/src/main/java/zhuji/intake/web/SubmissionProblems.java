package zhuji.intake.web;

import java.util.Locale;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import zhuji.intake.domain.Reason;
import zhuji.peers.Problems;

/** Errors as RFC 9457 problem details, each with the stable code of its first reason as type. */
@RestControllerAdvice
class SubmissionProblems extends Problems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedSubmission refused) {
        Reason first = refused.reasons().getFirst();
        ProblemDetail problem =
                problem(refused.status(), first.code().toLowerCase(Locale.ROOT), first.zh() + " / " + first.en());
        problem.setTitle(first.code());
        problem.setProperty("reasons", refused.reasons());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokerAway(TimeoutException away) {
        return answer(
                unavailable(
                        "消息系统暂不可用，报送未确认，请重发 / the broker did not confirm the submission: send it again, a duplicate does no harm"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(RecordTooLargeException tooLarge) {
        return answer(problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "submission_too_large",
                "报送过大 / the submission is too large for the broker"));
    }
}
