package zhuji.peers;

import java.net.URI;
import java.util.Locale;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What every service answers when it cannot answer, as RFC 9457 problem details. */
public abstract class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail refused(RefusedRequest refused) {
        ProblemDetail problem = problem(refused.status(), refused.code().toLowerCase(Locale.ROOT), refused.words());
        problem.setTitle(refused.code());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail peerAway(RestClientException away) {
        return unavailable("另一实例暂不可达，请稍候 / the instance that holds this does not answer: ask again in a moment");
    }

    /** Anything else is ours to mend; its message may quote what was sent, and is not shown. */
    @ExceptionHandler
    ProblemDetail broken(RuntimeException broken) {
        log.atError().addKeyValue("cause", broken.getClass().getName()).log("a request failed for a reason of our own");
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "服务内部错误，已记录 / an error of this service; it has been logged");
    }

    @ExceptionHandler
    ProblemDetail restoring(InvalidStateStoreException restoring) {
        return unavailable("服务正在恢复状态，请稍候 / the service is restoring its state: ask again in a moment");
    }

    /** What may be asked again in a moment. */
    protected static ProblemDetail unavailable(String detail) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
    }

    /**
     * A problem.
     *
     * @param code stable code, lower-case; its type is {@code urn:zhuji:problem:code}
     * @param detail in Chinese and English
     */
    protected static ProblemDetail problem(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:zhuji:problem:" + code));
        return problem;
    }
}
