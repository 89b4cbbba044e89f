package zhuji.scoring.domain;

import java.time.Instant;
import java.util.Comparator;

/**
 * The event something is counted or scored for, and where on Kafka it stands.
 *
 * @param id its identity; the same event twice has the same
 * @param topic its topic
 * @param partition its partition there
 * @param offset its offset there
 * @param at when it happened, by the broker's clock: no office chooses it
 */
public record Cause(String id, String topic, int partition, long offset, Instant at) {

    /** Of the same event twice the first counts. */
    static final Comparator<Cause> FIRST = Comparator.comparing(Cause::at)
            .thenComparing(Cause::topic)
            .thenComparingInt(Cause::partition)
            .thenComparingLong(Cause::offset);

    /** Whether it happened by then. */
    boolean isBy(Instant instant) {
        return !at.isAfter(instant);
    }
}
