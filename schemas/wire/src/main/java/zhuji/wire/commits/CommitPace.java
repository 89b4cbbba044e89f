package zhuji.wire.commits;

/**
 * When a thread commits. It commits once it has caught up with its input, no sooner after its last commit than a commit is worth, and not later than
 * Kafka's interval does.
 *
 * <pre>
 *  commit ends   records that came meanwhile   caught up    rest     commit ends
 *  ----|=================================|--------|.........|==========|----
 *      |&lt;---- the thread is never idle ----&gt;| idle   |         | commit
 *      |&lt;---------- at least 2 commits' time, 5 ms to gathering -----&gt;|
 * </pre>
 *
 * <p>A commit takes c. The thread rests twice c, so that a third of its time goes into commits at most; 5 ms at least, what its service
 * gathers (50 or 100 ms) at most, and where commits are slower than that, a third of c. A thread that is never idle is behind: what waits gains
 * more by being read than by the next commit coming sooner, and the interval decides (600 ms). So it is with what has waited for more than a second
 * and twice c already, until nothing more comes. Times are milliseconds by the system's clock. Not safe for several threads.
 */
final class CommitPace {

    /** A thread commits no more often than that. */
    static final long LEAST = 5;

    /** A pause between two records from which on the thread has been idle, microseconds; to process one takes less. */
    private static final long IDLE = 200;

    /** When a thread has had no record for so long, nothing more is waited for. */
    private static final long QUIET = 50;

    /** What is older has waited in a backlog, and no consumer gains by the next commit coming sooner. */
    private static final long BACKLOG = 1_000;

    /** How often it is looked whether a backlog has ended: each look costs Kafka Streams some time. */
    private static final long LOOK = 200;

    private static final int WORTH = 2;
    private static final int SLOW = 3;

    private final long gathering;

    private long cost;
    private long committedAt;
    private long lastAt;
    private long oldest;

    /** What a commit since the record before has cost of the time between the two, microseconds. */
    private long notIdle;

    private boolean waits;
    private boolean caughtUp = true;

    /** @param gathering how long records gather at most while commits are quick */
    CommitPace(long gathering) {
        this.gathering = gathering;
    }

    /**
     * A record was processed.
     *
     * @param elapsed since the record before, microseconds
     * @param age how old it is
     */
    void processed(long now, long elapsed, long age) {
        if (elapsed - notIdle >= IDLE) {
            caughtUp = true;
        }
        notIdle = 0;
        lastAt = now;
        oldest = waits ? Math.max(oldest, age) : age;
        waits = true;
    }

    /** A commit was asked for. */
    void asked(long now) {
        committedAt = now;
        caughtUp = false;
        waits = false;
        oldest = 0;
    }

    /**
     * A commit has ended: one that was asked for, at once; or the interval's, nobody knows when.
     *
     * @param took how long it took
     */
    void committed(long now, long took) {
        // One slow commit is believed at once, quick ones bit by bit.
        cost = Math.max(took, (cost + took) / 2);
        committedAt = Math.min(now, committedAt + took);
        caughtUp = false;
        oldest = 0;
        // What surrounds it (flushing stores, the first poll) is not measured, and takes no longer.
        notIdle += (2 * took + LEAST) * 1_000;
    }

    /** Whether something was processed since the last commit. */
    boolean waits() {
        return waits;
    }

    /** How long it is until what waits is to be committed, if no more comes; 0 or less when it is now. */
    long timeLeft(long now) {
        if (now < committedAt || now < lastAt) {
            // The clock was set back.
            return 0;
        }
        long left = committedAt + rest() - now;
        if (now - lastAt >= QUIET) {
            return left;
        }
        if (oldest > BACKLOG + WORTH * cost) {
            return LOOK;
        }
        return caughtUp ? left : Math.max(left, LEAST);
    }

    private long rest() {
        return Math.max(Math.min(Math.max(WORTH * cost, LEAST), gathering), cost / SLOW);
    }
}
