package zhuji.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import zhuji.events.Topics;
import zhuji.wire.Partitions;

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

    private static Partitions topics(int accepted, int routed) {
        return Partitions.of(Map.of(Topics.REPORT_ACCEPTED, accepted, Topics.REPORT_ROUTED, routed));
    }
}
