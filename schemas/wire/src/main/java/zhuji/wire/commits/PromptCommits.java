package zhuji.wire.commits;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka Streams to commit what a processor did when {@link CommitPace} says so: no consumer sees what was written before. One for each
 * processor; those of a thread share its pace, for a thread commits for all its tasks. Not safe for several threads.
 */
public final class PromptCommits {

    /** Of a thread: its pace, how long its commits took, and when it did something last. */
    private static final class Pace {
        private final CommitPace pace;
        private final CommitTimes.Clock clock =
                new CommitTimes.Clock(Thread.currentThread().getName());
        private long lastNanos = System.nanoTime();
        private long last;

        private Pace(long gathering) {
            this.pace = new CommitPace(gathering);
        }

        /** Microseconds since this was asked last. The system's clock is too coarse for less than two milliseconds. */
        private long elapsed(long now) {
            long nanos = System.nanoTime();
            long elapsed = Math.max((nanos - lastNanos) / 1_000, (now - last - 1) * 1_000);
            lastNanos = nanos;
            last = now;
            return elapsed;
        }
    }

    private static final ThreadLocal<@Nullable Pace> PACES = new ThreadLocal<>();

    private final ProcessingContext context;
    private final long gathering;
    private @Nullable Cancellable look;
    private long lookAt;
    private long lookedAt;

    /** When a commit was asked for last. */
    private long askedAt;

    private PromptCommits(ProcessingContext context, Duration gathering) {
        this.context = context;
        this.gathering = gathering.toMillis();
    }

    /**
     * For the processor of that context.
     *
     * @param gathering while much comes, how long a record waits for others at most before what was done is committed
     */
    public static PromptCommits of(ProcessingContext context, Duration gathering) {
        return new PromptCommits(context, gathering);
    }

    /**
     * To be called with each record, after what it caused was forwarded or before.
     *
     * @param timestamp the record's, milliseconds
     */
    public void processed(long timestamp) {
        long now = context.currentSystemTimeMs();
        Pace pace = pace();
        noteCommit(pace, now);
        long elapsed = pace.elapsed(now);
        if (now == askedAt) {
            // Of the same pass as the one at which the commit was asked for, and so within it.
            return;
        }
        pace.pace.processed(now, elapsed, now - timestamp);
        commitInTime(pace, now);
    }

    private Pace pace() {
        Pace pace = PACES.get();
        if (pace == null) {
            pace = new Pace(gathering);
            PACES.set(pace);
        }
        return pace;
    }

    /** Looked for once a millisecond: records come more often. */
    private void noteCommit(Pace pace, long now) {
        if (now == lookedAt) {
            return;
        }
        lookedAt = now;
        long took = pace.clock.takeEnded();
        if (took >= 0) {
            pace.pace.committed(now, took);
        }
    }

    private void commitInTime(Pace pace, long now) {
        long left = pace.pace.timeLeft(now);
        if (left <= 0) {
            askedAt = now;
            pace.pace.asked(now);
            context.commit();
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

    private void commitWhatWaits(long now) {
        cancelLook();
        Pace pace = pace();
        noteCommit(pace, now);
        // Another task's commit may have been for this one too.
        if (pace.pace.waits()) {
            commitInTime(pace, now);
        }
    }
}
