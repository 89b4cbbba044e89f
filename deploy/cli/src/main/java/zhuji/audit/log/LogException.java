package zhuji.audit.log;

/** The log cannot be read, or is not what its manifest says. The message is a sentence for people. */
public final class LogException extends RuntimeException {

    public LogException(String sentence) {
        super(sentence);
    }

    public LogException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
