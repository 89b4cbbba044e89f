package zhuji.audit.log;

/**
 * What is there of a partition.
 *
 * @param topic the topic
 * @param partition the partition
 * @param first the first offset looked at; before it records may be gone, or were not asked for
 * @param end the offset after the last
 */
public record Stretch(String topic, int partition, long first, long end) {

    /** How many offsets it spans; not all of them need hold a record. */
    public long length() {
        return end - first;
    }
}
