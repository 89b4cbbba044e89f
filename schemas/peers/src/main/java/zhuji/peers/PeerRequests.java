package zhuji.peers;

import java.net.URI;
import java.time.Duration;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Asks another instance of this service, and gives its answer on. */
public final class PeerRequests {

    /** Marks a request that was given on once. */
    public static final String FORWARDED = "X-Zhuji-Forwarded";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);

    private final RestClient client;
    private final RestClient patient;

    public PeerRequests(RestClient.Builder client) {
        this.client = client(client, PATIENCE);
        this.patient = client(client, LONG_PATIENCE);
    }

    private static RestClient client(RestClient.Builder client, Duration patience) {
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(patience);
        return client.clone().requestFactory(requests).build();
    }

    /**
     * Where to give a request on to; null when it is to be answered here.
     *
     * @param holder who is thought to hold what was asked for; null for this instance
     * @param forwarded value of {@link #FORWARDED} on the request
     * @throws InvalidStateStoreException when another instance thought it was this one: they will agree in a moment
     */
    public static @Nullable URI onwards(@Nullable URI holder, @Nullable String forwarded) {
        if (holder != null && forwarded != null) {
            throw new InvalidStateStoreException("the instances do not agree yet on who holds this key");
        }
        return holder;
    }

    /** Asks for something. */
    public ResponseEntity<byte[]> get(URI address) {
        return answered(client.get().uri(address));
    }

    /** Asks for something as a value of that type; null when the other instance does not know it. */
    public <T> @Nullable T get(URI address, Class<T> type) {
        try {
            return client.get().uri(address).header(FORWARDED, "1").retrieve().body(type);
        } catch (HttpClientErrorException.NotFound unknown) {
            return null;
        }
    }

    /** Hands something in. */
    public ResponseEntity<byte[]> post(URI address, byte[] json) {
        return answered(client.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json));
    }

    /** Has something computed, which may take minutes, and gives the result as a value of that type. */
    public <T> @Nullable T compute(URI address, MediaType content, String body, Class<T> type) {
        return patient.post()
                .uri(address)
                .header(FORWARDED, "1")
                .contentType(content)
                .body(body)
                .retrieve()
                .body(type);
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
