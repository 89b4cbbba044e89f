package zhuji.escalation.streams;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to which instant everything desks did has been handled. A deadline may be reported missed only then: a relay that reached the broker in
 * time must never be read after its deadline was called missed, however long the service was away.
 */
@FunctionalInterface
public interface Progress {

    /**
     * The instant up to which every action of a partition has been handled; null when that is not known yet.
     *
     * @param partition of {@code incident.action}
     * @param handled offset of the last action handled here since the partition was taken up, plus one; 0 when none was
     */
    @Nullable
    Instant of(int partition, long handled);
}
