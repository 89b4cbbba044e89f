package zhuji.bench;

/** Looks for the highest rate that can be held. */
final class SteadyRate {

    private static final double STEP = 1.05;

    /** Of the first rate: where less than that cannot be held, something is broken. */
    private static final double LEAST = 0.1;

    private SteadyRate() {}

    /** Whether a rate can be held. */
    @FunctionalInterface
    interface Trial {
        boolean holds(double perSecond) throws InterruptedException;
    }

    /**
     * Goes up from a rate that can be held to one that cannot, or down from one that cannot to one that can, by a twentieth each time.
     *
     * @return the highest rate tried that held
     * @throws IllegalStateException when not even a tenth of the first can be held
     */
    static double search(double first, Trial trial) throws InterruptedException {
        double rate = first;
        if (trial.holds(rate)) {
            while (trial.holds(rate * STEP)) {
                rate *= STEP;
            }
            return rate;
        }
        while (rate > LEAST * first) {
            rate /= STEP;
            if (trial.holds(rate)) {
                return rate;
            }
        }
        throw new IllegalStateException("not even a tenth of " + Math.round(first) + " a second can be held");
    }
}
