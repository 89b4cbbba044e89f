package zhuji.intake.domain;

/** Where submissions are put that came over HTTP. */
@FunctionalInterface
public interface SubmissionBox {

    /** Puts a JSON submission in, byte for byte as it was sent. Returns only once it cannot be lost. */
    void put(String office, byte[] json);
}
