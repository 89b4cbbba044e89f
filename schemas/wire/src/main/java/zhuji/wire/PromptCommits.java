package zhuji.wire;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a processor did at once while little comes, within a moment while much does, later where all that comes has waited long already, and
 * leaves it to the interval while a backlog is being read, until nothing more comes. A commit costs the same for one record as for a thousand, and
 * until it, no reader sees what was written. One for each processor; not safe for several threads.
 */
public final class PromptCommits {

    /** While little comes, a thread commits no more often than that, milliseconds. */
    private static final long WINDOW = 20;

    /** What is older has waited in a backlog, and no reader gains by the next commit coming sooner; milliseconds. */
    private static final long BACKLOG = 1_000;

    /** When a thread has had no record for so long, nothing more is waited for; milliseconds. */
    private static final long QUIET = 50;

    /** How often that is looked for, milliseconds: each look costs Kafka Streams some time. */
    private static final long LOOK = 200;

    /** Near the limit, commits that come soon take the processors from what waits: a record may wait half as long again as it has. */
    private static final int PART_OF_AGE = 2;

    private static final long FOREVER = Duration.ofDays(1).toMillis();

    /** A thread commits for all its tasks together. */
    private static final ThreadLocal<Pace> PACES = ThreadLocal.withInitial(Pace::new);

    private final ProcessingContext context;
    private final int little;
    private final long gathering;
    private @Nullable Cancellable look;
    private long lookAt;

    private PromptCommits(ProcessingContext context, int little, Duration gathering) {
        this.context = context;
        this.little = little;
        this.gathering = gathering.toMillis();
    }

    /** Of a thread: what it did since it asked for a commit last, and between that and the one before. */
    private static final class Pace {

        private long committedBefore;
        private long committed;
        private int recordsBefore;
        private long first;
        private long last;
        private long due;
        private int records;

        void count(long now, long patience) {
            if (now == committed) {
                // Of the same pass as the one at which the commit was asked for, and so within it.
                return;
            }
            if (records > 0 && now - first > BACKLOG) {
                // The interval has committed what came so long ago; what comes once a backlog is read is judged anew.
                beginAgain(last);
            }
            if (records == 0) {
                first = now;
                due = Long.MAX_VALUE;
            }
            last = now;
            due = Math.min(due, now + patience);
            records++;
        }

        /** The thread's silence, not its input's: a long commit looks alike, and one more with nothing new is none. */
        boolean isQuiet(long now) {
            return now - last >= QUIET;
        }

        /** Whether no more than that came for each {@link #WINDOW} since the last commit but one. */
        boolean isWithin(int little, long now) {
            return ((long) records + recordsBefore) * WINDOW <= little * Math.max(WINDOW, now - committedBefore);
        }

        void beginAgain(long at) {
            committedBefore = committed;
            committed = at;
            recordsBefore = records;
            records = 0;
        }
    }

    /**
     * For the processor of that context.
     *
     * @param little records of a thread in 20 milliseconds that are still little, 1 or more
     * @param gathering while more comes, how long a record waits for others at least before what was done is committed
     */
    public static PromptCommits of(ProcessingContext context, int little, Duration gathering) {
        return new PromptCommits(context, little, gathering);
    }

    /**
     * To be called with each record, after what it caused was forwarded or before.
     *
     * @param timestamp the record's, milliseconds
     */
    public void processed(long timestamp) {
        long now = context.currentSystemTimeMs();
        Pace pace = PACES.get();
        pace.count(now, patience(now - timestamp));
        if (pace.records > 0) {
            commitInTime(pace, now);
        }
    }

    /** How long a record of that age may wait for others, milliseconds. In a backlog it waits for the interval. */
    private long patience(long age) {
        return age > BACKLOG ? FOREVER : Math.max(gathering, age / PART_OF_AGE);
    }

    private void commitInTime(Pace pace, long now) {
        long left = Math.min(timeLeft(pace, now), LOOK);
        if (left <= 0) {
            commit(pace, now);
        } else if (look == null || now + left < lookAt) {
            // Nothing may come after it.
            cancelLook();
            lookAt = now + left;
            look = context.schedule(Duration.ofMillis(left), PunctuationType.WALL_CLOCK_TIME, this::commitWhatWaits);
        }
    }

    private void cancelLook() {
        if (look != null) {
            look.cancel();
            look = null;
        }
    }

    private void commit(Pace pace, long now) {
        pace.beginAgain(now);
        context.commit();
    }

    /** Milliseconds until it is time to commit what waits, if no more comes; 0 or less when it is. */
    private long timeLeft(Pace pace, long now) {
        if (now < pace.committed || now < pace.first) {
            // The clock was set back.
            return 0;
        }
        return pace.isWithin(little, now) ? WINDOW - (now - pace.committed) : pace.due - now;
    }

    private void commitWhatWaits(long now) {
        cancelLook();
        Pace pace = PACES.get();
        // Another task's commit may have been for this one too.
        if (pace.records > 0 && pace.isQuiet(now)) {
            commit(pace, now);
        } else if (pace.records > 0) {
            commitInTime(pace, now);
        }
    }
}
