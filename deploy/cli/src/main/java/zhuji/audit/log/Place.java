package zhuji.audit.log;

/**
 * Where a record stands.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
        int order = topic.compareTo(other.topic);
        order = order == 0 ? Integer.compare(partition, other.partition) : order;
        return order == 0 ? Long.compare(offset, other.offset) : order;
    }

    /** As people and other tools are told it: {@code topic/partition/offset}. */
    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
