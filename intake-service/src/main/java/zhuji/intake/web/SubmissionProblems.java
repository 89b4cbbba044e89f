package zhuji.intake.web;

import java.net.URI;
import java.util.Locale;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import zhuji.intake.domain.Reason;

/** Errors as RFC 9457 problem details, each with the stable code of its first reason as type. */
@RestControllerAdvice
class SubmissionProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(SubmissionProblems.class);

    @ExceptionHandler
    ProblemDetail refused(RefusedSubmission refused) {
        Reason first = refused.reasons().getFirst();
        var problem = ProblemDetail.forStatusAndDetail(refused.status(), first.zh() + " / " + first.en());
        problem.setType(URI.create("urn:zhuji:problem:" + first.code().toLowerCase(Locale.ROOT)));
        problem.setTitle(first.code());
        problem.setProperty("reasons", refused.reasons());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail brokerAway(TimeoutException away) {
        return unavailable(
                "消息系统暂不可用，报送未确认，请重发 / the broker did not confirm the submission: send it again, a duplicate does no harm");
    }

    @ExceptionHandler
    ProblemDetail tooLarge(RecordTooLargeException tooLarge) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONTENT_TOO_LARGE, "报送过大 / the submission is too large for the broker");
        problem.setType(URI.create("urn:zhuji:problem:submission_too_large"));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail otherInstanceAway(ResourceAccessException away) {
        return unavailable("另一实例暂不可达，请稍候 / the instance that knows this office does not answer: ask again in a moment");
    }

    /** Anything else is ours to mend; its message may quote what was sent, and is not shown. */
    @ExceptionHandler
    ProblemDetail broken(RuntimeException broken) {
        log.atError().addKeyValue("cause", broken.getClass().getName()).log("a request failed for a reason of our own");
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "服务内部错误，已记录 / an error of this service; it has been logged");
        problem.setType(URI.create("urn:zhuji:problem:internal"));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail restoring(InvalidStateStoreException restoring) {
        return unavailable("服务正在恢复状态，请稍候 / the service is restoring its state: ask again in a moment");
    }

    private static ProblemDetail unavailable(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setType(URI.create("urn:zhuji:problem:unavailable"));
        return problem;
    }
}
