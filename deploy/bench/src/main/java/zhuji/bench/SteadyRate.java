package zhuji.bench;

/** Looks for the highest rate that can be held. */
final class SteadyRate {

    private static final double STEP = 1.05;

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
     */
    static double search(double first, Trial trial) throws InterruptedException {
        double rate = first;
        if (trial.holds(rate)) {
            while (trial.holds(rate * STEP)) {
                rate *= STEP;
            }
            return rate;
        }
        do {
            rate /= STEP;
        } while (!trial.holds(rate));
        return rate;
    }
}
