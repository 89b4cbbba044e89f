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
    private @Nullable Cancellable look;

    private PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** Of a thread, since it was asked to commit last. */
    private static final class Pace {

        private long began;
        private int records;

        /** Whether it is time, so much having come since the last. */
        boolean isTime(long now) {
            long elapsed = now - began;
            // The clock may have been set back.
            return elapsed < 0 || elapsed >= (isLittle(elapsed) ? WINDOW : MUCH);
        }

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
        Pace pace = PACES.get();
        pace.records++;
        boolean old = now - timestamp > BACKLOG;
        if (pace.isTime(now) && !(old && !pace.isLittle(now - pace.began))) {
            commit(pace, now);
        } else if (!old && look == null) {
            lookAgain(pace.records <= LITTLE ? WINDOW : MUCH);
        }
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
        if (pace.isTime(now)) {
            commit(pace, now);
        } else {
            lookAgain(MUCH);
        }
    }
}
