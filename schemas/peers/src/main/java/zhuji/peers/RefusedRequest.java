package zhuji.peers;

import org.springframework.http.HttpStatus;

/** A request that is answered with a problem, which names the field and the rule. */
public final class RefusedRequest extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final String words;

    /**
     * @param code stable code
     * @param zh in Chinese
     * @param en in English
     */
    public RefusedRequest(HttpStatus status, String code, String zh, String en) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.words = zh + " / " + en;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String words() {
        return words;
    }
}
