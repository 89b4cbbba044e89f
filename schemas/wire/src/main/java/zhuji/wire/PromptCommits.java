package zhuji.wire;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a processor did at once while little comes, within a moment while much does, and leaves it to the interval while a backlog is being
 * read: a commit costs the same for one record as for a thousand, and until it, no reader sees what was written. One for each processor; not safe for
 * several threads.
 */
public final class PromptCommits {

    /** While little comes, a thread commits no more often than that, milliseconds. */
    private static final long WINDOW = 20;

    /** After a commit so long ago, what it was for says nothing of what comes, milliseconds. */
    private static final long QUIET = 1_000;

    /** What is older has waited in a backlog, and no reader gains by the next commit coming sooner; milliseconds. */
    private static final long BACKLOG = 1_000;

    /** A thread commits for all its tasks together. */
    private static final ThreadLocal<Pace> PACES = ThreadLocal.withInitial(Pace::new);

    private final ProcessingContext context;
    private final long gathering;
    private final int little;
    private @Nullable Cancellable look;

    private PromptCommits(ProcessingContext context, int little, Duration gathering) {
        this.context = context;
        this.little = little;
        this.gathering = gathering.toMillis();
    }

    /** Of a thread. */
    private static final class Pace {

        private long committed;
        private long first;
        private int records;
        private int recordsBefore;

        void count(long now) {
            if (records == 0) {
                first = now;
            }
            records++;
        }

        /** Whether no more than that waits, and no more was committed just before. */
        boolean isWithin(int little, long now) {
            return records <= little && (recordsBefore <= little || now - committed > QUIET);
        }

        void beginAgain(long now) {
            committed = now;
            recordsBefore = records;
            records = 0;
        }
    }

    /**
     * For the processor of that context.
     *
     * @param little records of a thread between two commits that are still little, when those are 20 milliseconds apart at least
     * @param gathering while more comes, how long after the first record what was done is committed
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
        pace.count(now);
        boolean old = now - timestamp > BACKLOG;
        if (old && !pace.isWithin(little, now)) {
            return;
        }
        long left = timeLeft(pace, now);
        if (left <= 0) {
            commit(pace, now);
        } else if (!old && look == null) {
            lookAgain(left);
        }
    }

    /** Milliseconds until it is time to commit what waits, if no more comes; 0 or less when it is. */
    private long timeLeft(Pace pace, long now) {
        boolean littleComes = pace.isWithin(little, now);
        long elapsed = now - (littleComes ? pace.committed : pace.first);
        // The clock may have been set back.
        return elapsed < 0 ? 0 : (littleComes ? WINDOW : gathering) - elapsed;
    }

    private void commit(Pace pace, long now) {
        pace.beginAgain(now);
        context.commit();
    }

    /** Nothing may come after those that came too soon for a commit of their own. Seldom while much comes: each look costs Kafka Streams some time. */
    private void lookAgain(long millis) {
        look = context.schedule(Duration.ofMillis(millis), PunctuationType.WALL_CLOCK_TIME, this::commitWhatWaits);
    }

    private void commitWhatWaits(long now) {
        if (look != null) {
            look.cancel();
            look = null;
        }
        Pace pace = PACES.get();
        if (pace.records == 0) {
            // Another task's commit was for this one too.
            return;
        }
        long left = timeLeft(pace, now);
        if (left <= 0) {
            commit(pace, now);
        } else {
            lookAgain(left);
        }
    }
}
