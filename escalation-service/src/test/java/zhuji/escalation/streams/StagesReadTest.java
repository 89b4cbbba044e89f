package zhuji.escalation.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StagesReadTest {

    private static final Instant NOON = Instant.parse("2025-03-04T04:00:00Z");
    private static final TopicPartition SUBMITTED = new TopicPartition("report.submitted", 0);
    private static final TopicPartition ACCEPTED = new TopicPartition("report.accepted", 0);
    private static final TopicPartition INCIDENTS = new TopicPartition("escalation-report.accepted-repartition", 0);
    private static final TopicPartition ACTIONS = new TopicPartition("incident.action", 0);
    private static final TopicPartition MISPLACED = new TopicPartition("escalation-incident.action-repartition", 0);

    private final StagesRead stages = new StagesRead("escalation", 1, 1, 1);
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> handled = new HashMap<>();
    private int second;

    StagesReadTest() {
        for (TopicPartition place : new TopicPartition[] {SUBMITTED, ACCEPTED, INCIDENTS, ACTIONS, MISPLACED}) {
            ends.put(place, 0L);
            handled.put(place, 0L);
        }
    }

    @Test
    void movesOnWhileNothingComes() {
        assertThat(stages.of(0)).isNull();

        sound(4);

        assertThat(stages.of(0)).isEqualTo(NOON.plusSeconds(2));
    }

    /** Intake is away: what waits for it may be a follow-up that came in time. */
    @Test
    void waitsForWhatIntakeHasNotRead() {
        sound(4);
        ends.put(SUBMITTED, 1L);
        sound(60);
        assertThat(stages.of(0)).isEqualTo(NOON.plusSeconds(4));

        handled.put(SUBMITTED, 1L);
        ends.put(ACCEPTED, 1L);
        sound(3);
        assertThat(stages.of(0)).as("accepted, and not repartitioned yet").isEqualTo(NOON.plusSeconds(4));

        handled.put(ACCEPTED, 1L);
        ends.put(INCIDENTS, 1L);
        sound(3);
        assertThat(stages.of(0)).as("repartitioned, and not read by the case").isEqualTo(NOON.plusSeconds(4));

        handled.put(INCIDENTS, 1L);
        sound(1);
        assertThat(stages.of(0)).isAfter(NOON.plusSeconds(60));
    }

    /** Escalation is back from an outage: it repartitions first, and then its cases read. */
    @Test
    void waitsForWhatWasRepartitionedAfterTheInstantItCameAt() {
        sound(4);
        ends.put(SUBMITTED, 1L);
        handled.put(SUBMITTED, 1L);
        ends.put(ACCEPTED, 1L);
        sound(30);
        assertThat(stages.of(0)).isBefore(NOON.plusSeconds(6));

        // The offset of report.accepted is committed with the record on the repartition topic.
        handled.put(ACCEPTED, 1L);
        ends.put(INCIDENTS, 1L);
        sound(5);

        assertThat(stages.of(0)).isBefore(NOON.plusSeconds(6));
    }

    @Test
    void waitsForAnActionThatStoodElsewhere() {
        sound(4);
        ends.put(ACTIONS, 1L);
        sound(5);
        handled.put(ACTIONS, 1L);
        ends.put(MISPLACED, 1L);
        sound(5);
        assertThat(stages.of(0)).isEqualTo(NOON.plusSeconds(4));

        handled.put(MISPLACED, 1L);
        sound(1);
        assertThat(stages.of(0)).isAfter(NOON.plusSeconds(10));
    }

    @Test
    void namesWhereSomethingWaits() {
        sound(4);
        ends.put(ACTIONS, 1L);
        sound(1);

        assertThat(stages.waitingSinceBefore(NOON.plusSeconds(5))).isEmpty();
        assertThat(stages.waitingSinceBefore(NOON.plusSeconds(6))).containsExactly(ACTIONS);
    }

    /** Once a second. */
    private void sound(int times) {
        for (int time = 0; time < times; time++) {
            second++;
            Instant now = NOON.plusSeconds(second);
            stages.sounded(now, now, Map.copyOf(ends), Map.copyOf(handled));
        }
    }
}
