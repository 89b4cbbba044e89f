package zhuji.escalation.web;

import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import zhuji.escalation.domain.NewsStand;
import zhuji.peers.Problems;

/** Errors as RFC 9457 problem details, each with a stable code as type. */
@RestControllerAdvice
class IncidentProblems extends Problems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokerAway(TimeoutException away) {
        return answer(unavailable("消息系统暂不可用，操作未确认，请用同一actionId重发 / the broker did not confirm the action: send it again"
                + " under the same actionId, twice does no harm"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> full(NewsStand.TooManyReaders full) {
        return answer(problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too_many_readers",
                "本实例订阅已满，请连接另一实例 / this instance has as many readers as it may: follow at another"));
    }
}
