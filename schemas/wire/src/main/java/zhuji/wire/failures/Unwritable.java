package zhuji.wire.failures;

/** What a record causes cannot be written; it was tried, and given up. */
public final class Unwritable extends RuntimeException {

    private final String failure;

    /** @param failure class of the failure when it was tried */
    Unwritable(String failure) {
        super(failure);
        this.failure = failure;
    }

    /** Class of the failure when it was tried. */
    public String failure() {
        return failure;
    }
}
