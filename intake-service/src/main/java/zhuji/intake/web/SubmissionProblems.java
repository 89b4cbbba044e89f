package zhuji.intake.web;

import java.net.URI;
import java.util.Locale;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import zhuji.intake.domain.Reason;

/** Errors as RFC 9457 problem details, each with the stable code of its first reason as type. */
@RestControllerAdvice
class SubmissionProblems extends ResponseEntityExceptionHandler {

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
    ProblemDetail restoring(InvalidStateStoreException restoring) {
        return unavailable("服务正在恢复状态，请稍候 / the service is restoring its state: ask again in a moment");
    }

    private static ProblemDetail unavailable(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setType(URI.create("urn:zhuji:problem:unavailable"));
        return problem;
    }
}
