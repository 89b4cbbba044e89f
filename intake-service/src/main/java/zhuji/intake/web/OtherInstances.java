package zhuji.intake.web;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks the instance that knows an office, and gives its answer on. */
@Component
class OtherInstances {

    /** Marks a request that was given on once: during a rebalance two instances may each think the other knows. */
    static final String FORWARDED = "X-Zhuji-Forwarded";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RestClient client;

    OtherInstances(RestClient.Builder client) {
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(PATIENCE);
        this.client = client.requestFactory(requests).build();
    }

    /** Asks for something. */
    ResponseEntity<byte[]> get(URI address) {
        return answered(client.get().uri(address));
    }

    /** Asks about a submission. */
    ResponseEntity<byte[]> post(URI address, byte[] json) {
        return answered(client.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json));
    }

    private static ResponseEntity<byte[]> answered(RestClient.RequestHeadersSpec<?> request) {
        ResponseEntity<byte[]> answer = request.header(FORWARDED, "1")
                .exchange((sent, received) -> ResponseEntity.status(received.getStatusCode())
                        .headers(headers -> headers.addAll(contentType(received.getHeaders())))
                        .body(received.getBody().readAllBytes()));
        return answer == null ? ResponseEntity.status(HttpStatus.BAD_GATEWAY).build() : answer;
    }

    private static HttpHeaders contentType(HttpHeaders answer) {
        var headers = new HttpHeaders();
        @Nullable MediaType type = answer.getContentType();
        headers.setContentType(type);
        return headers;
    }
}
