package zhuji.wire;

import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Commits what a processor did at once while little comes, and leaves it to the interval while much does: a commit costs the same for one record
 * as for a thousand, and until it, no reader sees what was written. One for each processor; not safe for several threads.
 */
public final class PromptCommits {

    /** Commits are asked for no more often than that, milliseconds. */
    private static final long WINDOW = 20;

    /** Records of a task within that time that are still little. */
    private static final int LITTLE = 10;

    private final ProcessingContext context;
    private long began;
    private int records;

    private PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** For the processor of that context. */
    public static PromptCommits of(ProcessingContext context) {
        return new PromptCommits(context);
    }

    /** To be called with each record. */
    public void processed() {
        records++;
        long now = context.currentSystemTimeMs();
        if (now - began >= WINDOW) {
            if (records <= LITTLE) {
                context.commit();
            }
            began = now;
            records = 0;
        }
    }
}
