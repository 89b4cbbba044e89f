package zhuji.escalation.streams;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to which instant everything that reached the broker has been handled, by every stage before a case. A deadline may be reported missed only
 * then: a relay or a follow-up made in time must never be read after its deadline was called missed, however long this service or intake was away.
 */
@FunctionalInterface
public interface Progress {

    /**
     * The instant up to which all input of a task has been handled, as committed; null when that is not known yet.
     *
     * @param partition of the task
     */
    @Nullable
    Instant of(int partition);
}
