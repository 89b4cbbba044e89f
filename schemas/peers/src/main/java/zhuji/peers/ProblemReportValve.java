package zhuji.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat refuses before Spring sees it (an address that is none) is answered as every other problem. Tomcat makes it by its name. */
public final class ProblemReportValve extends ErrorReportValve {

    private static final int ERROR = 400;

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        ProblemDetail problem = Problems.ofHttp(known == null ? HttpStatus.BAD_REQUEST : known, "", "");
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            byte[] json = JsonMapper.shared()
                    .writeValueAsString(ProblemText.of(problem))
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // Nobody is there to be told, or something was answered already.
            container.getLogger().debug("an error could not be reported");
        }
    }

    /** A problem as RFC 9457 names its members. */
    private record ProblemText(String type, String title, int status, String detail) {
        static ProblemText of(ProblemDetail problem) {
            return new ProblemText(
                    String.valueOf(problem.getType()),
                    String.valueOf(problem.getTitle()),
                    problem.getStatus(),
                    String.valueOf(problem.getDetail()));
        }
    }
}
