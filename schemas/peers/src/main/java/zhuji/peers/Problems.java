package zhuji.peers;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What every service answers when it cannot answer, as RFC 9457 problem details: a stable type, and words in Chinese and English. */
public abstract class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** A problem of HTTP itself, by its status. */
    private record Words(String code, String zh, String en) {}

    private static final Map<Integer, Words> OF_HTTP = Map.of(
            400, new Words("bad_request", "请求有误", "the request cannot be understood"),
            404, new Words("no_such_address", "没有该地址", "there is no such address"),
            405, new Words("method_not_allowed", "该地址不支持此方法", "this address does not take that method"),
            406, new Words("not_acceptable", "没有所要的格式", "there is no answer in a form you accept"),
            413, new Words("too_large", "请求过大", "the request is too large"),
            415, new Words("unsupported_media_type", "不支持该内容类型", "this content type is not taken here"),
            503, new Words("unavailable", "服务暂不可用", "the service is not available: ask again in a moment"));

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedRequest refused) {
        ProblemDetail problem = problem(refused.status(), refused.code().toLowerCase(Locale.ROOT), refused.words());
        problem.setTitle(refused.code());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> peerAway(RestClientException away) {
        return answer(
                unavailable("另一实例暂不可达，请稍候 / the instance that holds this does not answer: ask again in a moment"));
    }

    /** A part of the address, or of a form, is no text. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException unreadable) {
        return answer(ofHttp(HttpStatus.BAD_REQUEST, "参数不是合法的UTF-8编码", "a parameter is not percent-encoded UTF-8"));
    }

    /** Anything else is ours to mend; its message may quote what was sent, and is not shown. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> broken(RuntimeException broken, HttpServletRequest request) {
        log.atError().addKeyValue("cause", broken.getClass().getName()).log("a request failed for a reason of our own");
        return answer(problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "服务内部错误，已记录 / an error of this service; it has been logged"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> restoring(InvalidStateStoreException restoring) {
        return answer(unavailable("服务正在恢复状态，请稍候 / the service is restoring its state: ask again in a moment"));
    }

    /** Spring's own refusals, in our words; what it says may quote what was sent. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.resolve(status.value());
        HttpHeaders told = new HttpHeaders();
        told.addAll(headers);
        told.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(
                ofHttp(known == null ? HttpStatus.BAD_REQUEST : known, detail(refused, true), detail(refused, false)),
                told,
                status);
    }

    /** Which parameter it is about, where it is about one. */
    private static String detail(Exception refused, boolean chinese) {
        if (refused instanceof MissingServletRequestParameterException missing) {
            return chinese ? "缺少参数" + missing.getParameterName() : missing.getParameterName() + " is missing";
        }
        if (refused instanceof TypeMismatchException mismatch) {
            String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                    ? argument.getName()
                    : String.valueOf(mismatch.getPropertyName());
            Class<?> wanted = mismatch.getRequiredType();
            if (wanted != null && wanted.isEnum()) {
                String allowed = Arrays.stream(wanted.getEnumConstants())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
                return name + (chinese ? "应为下列之一：" : " must be one of: ") + allowed;
            }
            return name + (chinese ? "的值类型不符" : " is not of the type it must have");
        }
        return "";
    }

    /**
     * A problem of HTTP itself.
     *
     * @param zh more about it in Chinese; empty when there is nothing more to say
     * @param en the same in English
     */
    static ProblemDetail ofHttp(HttpStatus status, String zh, String en) {
        Words words = OF_HTTP.getOrDefault(
                status.value(),
                new Words(
                        status.is4xxClientError() ? "bad_request" : "internal",
                        status.is4xxClientError() ? "请求有误" : "服务内部错误",
                        status.is4xxClientError() ? "the request cannot be understood" : "an error of this service"));
        return problem(
                status,
                words.code(),
                words.zh() + (zh.isEmpty() ? "" : "：" + zh) + " / " + words.en() + (en.isEmpty() ? "" : ": " + en));
    }

    /** What may be asked again in a moment. */
    protected static ProblemDetail unavailable(String detail) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
    }

    /** A problem as an answer, whatever forms the client accepts. */
    protected static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
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
