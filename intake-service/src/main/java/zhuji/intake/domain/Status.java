package zhuji.intake.domain;

/** How far a report has come at a destination. It only moves forward. */
public enum Status {
    ACCEPTED(0),
    ROUTED(1),
    ACKNOWLEDGED(2),
    ADOPTED(3),
    RETURNED(3);

    private final int step;

    Status(int step) {
        this.step = step;
    }

    /** The later of the two; of two final ones, the one that stands already. */
    Status orLater(Status other) {
        return other.step > step ? other : this;
    }
}
