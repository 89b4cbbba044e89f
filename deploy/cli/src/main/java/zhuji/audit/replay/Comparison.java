package zhuji.audit.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay came to.
 *
 * @param topics by topic
 * @param differences the first of them
 */
public record Comparison(Map<String, Count> topics, List<Difference> differences) {

    /**
     * Of a topic.
     *
     * @param published records published that count
     * @param same records the replay came to in the same way
     * @param different records it did not come to, or came to otherwise, or alone came to
     * @param untellable records that differ and rest on submissions no longer on the log, on an office that is another now, or on which of two
     *     partitions was read first
     */
    public record Count(long published, long same, long different, long untellable) {

        Count and(Count more) {
            return new Count(
                    published + more.published,
                    same + more.same,
                    different + more.different,
                    untellable + more.untellable);
        }
    }

    public Comparison {
        topics = new TreeMap<>(topics);
        differences = List.copyOf(differences);
    }

    /** How many differences there are, shown or not. */
    public long different() {
        return topics.values().stream().mapToLong(Count::different).sum();
    }
}
