package zhuji.wire;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a processor did at once while little comes, ten times a second while much does, and leaves it to the interval while a backlog
 * is being read: a commit costs the same for one record as for a thousand, and until it, no reader sees what was written. One for each processor;
 * not safe for several threads.
 */
public final class PromptCommits {

    /** While little comes, a thread commits no more often than that, milliseconds. */
    private static final long WINDOW = 20;

    /** Records of a thread within that time that are still little: two thousand a second. */
    private static final int LITTLE = 40;

    /** While much comes, a thread commits no more often than that, milliseconds. */
    private static final long MUCH = 100;

    /** What is older has waited in a backlog, and no reader gains by the next commit coming sooner; milliseconds. */
    private static final long BACKLOG = 1_000;

    /** A thread commits for all its tasks together. */
    private static final ThreadLocal<Pace> PACES = ThreadLocal.withInitial(Pace::new);

    private final ProcessingContext context;
    private boolean waiting;
    private @Nullable Cancellable trailing;

    private PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** Of a thread, since it was asked to commit last. */
    private static final class Pace {

        private long began;
        private int records;

        boolean isLittle(long elapsed) {
            return records * WINDOW <= LITTLE * elapsed;
        }

        void beginAgain(long now) {
            began = now;
            records = 0;
        }
    }

    /** For the processor of that context. */
    public static PromptCommits of(ProcessingContext context) {
        return new PromptCommits(context);
    }

    /**
     * To be called with each record, after what it caused was forwarded or before.
     *
     * @param timestamp the record's, milliseconds
     */
    public void processed(long timestamp) {
        long now = context.currentSystemTimeMs();
        if (now - timestamp > BACKLOG) {
            return;
        }
        Pace pace = PACES.get();
        pace.records++;
        long elapsed = now - pace.began;
        // The clock may have been set back.
        if (elapsed < 0 || elapsed >= (pace.isLittle(elapsed) ? WINDOW : MUCH)) {
            commit(pace, now);
            return;
        }
        waiting = true;
        if (trailing == null && pace.records <= LITTLE) {
            trailing =
                    context.schedule(Duration.ofMillis(WINDOW), PunctuationType.WALL_CLOCK_TIME, this::commitWhatWaits);
        }
    }

    private void commit(Pace pace, long now) {
        pace.beginAgain(now);
        waiting = false;
        context.commit();
    }

    /** Nothing may come after those that came too soon for a commit of their own. Only while little comes: each time costs Kafka Streams a look. */
    private void commitWhatWaits(long now) {
        if (trailing != null) {
            trailing.cancel();
            trailing = null;
        }
        Pace pace = PACES.get();
        if (waiting && pace.records <= LITTLE) {
            commit(pace, now);
        }
    }
}
