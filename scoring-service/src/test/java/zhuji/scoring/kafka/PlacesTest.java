package zhuji.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;
import zhuji.events.Topics;

/** Reports and the decisions on them meet only where both topics have as many partitions. */
class PlacesTest {

    @Test
    void areAsManyAsBothTopicsHavePartitions() {
        assertThat(Places.count(topics(4, 4))).isEqualTo(4);
    }

    @Test
    void refusesTopicsThatDiffer() {
        assertThatThrownBy(() -> Places.count(topics(4, 8)))
                .isInstanceOf(Places.Uneven.class)
                .hasMessageContaining(Topics.REPORT_ACCEPTED)
                .hasMessageContaining(Topics.REPORT_ROUTED)
                .hasMessageContaining("[4, 8]");
    }

    private static Map<String, TopicDescription> topics(int accepted, int routed) {
        return Map.of(
                Topics.REPORT_ACCEPTED, topic(Topics.REPORT_ACCEPTED, accepted),
                Topics.REPORT_ROUTED, topic(Topics.REPORT_ROUTED, routed));
    }

    private static TopicDescription topic(String name, int partitions) {
        return new TopicDescription(
                name,
                false,
                IntStream.range(0, partitions)
                        .mapToObj(number -> new TopicPartitionInfo(number, Node.noNode(), List.of(), List.of()))
                        .toList());
    }
}
