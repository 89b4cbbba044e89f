package zhuji.scoring.web;

import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import zhuji.peers.Problems;
import zhuji.rulefiles.InvalidRules;

/** Errors as RFC 9457 problem details, each with a stable code as type. */
@RestControllerAdvice
class ScoreProblems extends Problems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokerAway(TimeoutException away) {
        return answer(unavailable(
                "消息系统暂不可用，操作未确认，请重试 / the broker did not confirm the order: give it again, twice does no harm"));
    }

    /** The mistakes name lines of the rule book that was sent, nothing of anybody's reports. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRules invalid) {
        return answer(problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "rule_book_invalid",
                "评分办法有误 / " + String.valueOf(invalid.getMessage())));
    }
}
