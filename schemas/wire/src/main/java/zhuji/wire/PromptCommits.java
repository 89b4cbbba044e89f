package zhuji.wire;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a processor did at once while little comes, and leaves it to the interval while much does: a commit costs the same for one record
 * as for a thousand, and until it, no reader sees what was written. One for each processor; not safe for several threads.
 */
public final class PromptCommits {

    /** A processor asks for a commit no more often than that, milliseconds. */
    private static final long WINDOW = 20;

    /** Records within that time that are still little. */
    private static final int LITTLE = 10;

    private final ProcessingContext context;
    private long began;
    private int waiting;
    private boolean little = true;
    private @Nullable Cancellable trailing;

    private PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** For the processor of that context. */
    public static PromptCommits of(ProcessingContext context) {
        return new PromptCommits(context);
    }

    /** To be called with each record, after what it caused was forwarded or before. */
    public void processed() {
        long now = context.currentSystemTimeMs();
        if (now - began >= WINDOW) {
            // After silence what came before it says nothing.
            little = waiting <= LITTLE || now - began >= 2 * WINDOW;
            began = now;
            waiting = 0;
            if (little) {
                context.commit();
                return;
            }
        }
        waiting++;
        if (little && trailing == null) {
            trailing =
                    context.schedule(Duration.ofMillis(WINDOW), PunctuationType.WALL_CLOCK_TIME, this::commitWhatWaits);
        }
    }

    /** Nothing may come after those that came too soon for a commit of their own. Only while little comes: each time costs Kafka Streams a look. */
    private void commitWhatWaits(long now) {
        if (trailing != null) {
            trailing.cancel();
            trailing = null;
        }
        if (waiting > 0 && waiting <= LITTLE) {
            began = now;
            waiting = 0;
            context.commit();
        }
    }
}
