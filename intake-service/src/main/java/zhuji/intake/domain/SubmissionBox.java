package zhuji.intake.domain;

/** Where submissions are put that came over HTTP. */
@FunctionalInterface
public interface SubmissionBox {

    /**
     * Puts a JSON submission in, byte for byte as it was sent. Returns only once it cannot be lost.
     *
     * @param id its identity as an event: the same bytes under the same number have the same
     */
    void put(String office, String id, byte[] json);
}
