package zhuji.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.wire.failures.DeadLetters;

/** Only the registry's own word that it has no such schema counts against a record; whatever else answers in its place says nothing about it. */
class RegistryAnswersTest {

    private static final int CUT_SHORT = 20;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Throwable failure(int status, String body, int announced) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, announced);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        var serdes = new EventSerdes("http://localhost:" + server.getAddress().getPort());
        return catchThrowable(() -> serdes.schemas().apply(7));
    }

    private Throwable failure(int status, String body) {
        return failure(status, body, body.getBytes(UTF_8).length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | <html>not found</html>",
                "200 | <html>log in</html>",
                "502 | <html>bad gateway</html>",
                "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
                "500 | {\"error_code\":50001,\"message\":\"store\"}",
                "200 | {\"schema\":\"{"
            })
    void triesAgainWhateverElseAnswers(int status, String body) {
        Throwable failure = failure(status, body);

        assertThat(failure).isNotNull();
        assertThat(DeadLetters.mayBeMendedByRetrying(failure))
                .as(failure.toString())
                .isTrue();
    }

    @Test
    void triesAgainWhatWasCutOff() {
        String body = "{\"schema\":\"{\\\"type\\\":\\\"str";

        assertThat(DeadLetters.mayBeMendedByRetrying(failure(200, body, body.length() + CUT_SHORT)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error_code\":40403,\"message\":\"Schema 7 not found\"}",
                "200 | {\"schema\":\"{}\",\"schemaType\":\"JSON\"}",
                "200 | {\"schema\":\"no schema at all\"}"
            })
    void believesTheRegistryThatItHasNone(int status, String body) {
        Throwable failure = failure(status, body);

        assertThat(failure).isNotNull();
        assertThat(DeadLetters.mayBeMendedByRetrying(failure))
                .as(failure.toString())
                .isFalse();
    }
}
