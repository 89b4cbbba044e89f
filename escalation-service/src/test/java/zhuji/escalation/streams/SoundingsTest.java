package zhuji.escalation.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SoundingsTest {

    private static final Instant NOON = Instant.parse("2025-03-04T04:00:00Z");

    private final Soundings soundings = new Soundings();

    @Test
    void knowsNothingBeforeAnythingIsHandled() {
        soundings.add(NOON, NOON, 7);
        soundings.handled(6);

        assertThat(soundings.reached()).isNull();
    }

    @Test
    void hasReachedTheLatestInstantWhoseRecordsAreAllHandled() {
        soundings.add(NOON, NOON, 7);
        soundings.add(NOON.plusSeconds(1), NOON.plusSeconds(1), 9);
        soundings.add(NOON.plusSeconds(2), NOON.plusSeconds(2), 12);

        soundings.handled(9);
        assertThat(soundings.reached()).isEqualTo(NOON.plusSeconds(1));
        soundings.handled(11);
        assertThat(soundings.reached()).isEqualTo(NOON.plusSeconds(1));
        soundings.handled(12);
        assertThat(soundings.reached()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void movesOnWhileNothingComes() {
        soundings.add(NOON, NOON, 7);
        soundings.handled(7);
        soundings.add(NOON.plusSeconds(1), NOON.plusSeconds(1), 7);
        soundings.add(NOON.plusSeconds(2), NOON.plusSeconds(2), 7);
        soundings.handled(7);

        assertThat(soundings.reached()).isEqualTo(NOON.plusSeconds(2));
    }

    /** A backlog of any length is worked off in order, and is caught up with in the end. */
    @Test
    void catchesUpAfterALongBacklog() {
        for (int second = 0; second < 20_000; second++) {
            soundings.add(NOON.plusSeconds(second), NOON.plusSeconds(second), 100 + second);
        }
        soundings.handled(3_000);
        assertThat(soundings.reached()).isEqualTo(NOON.plusSeconds(2_900));
        soundings.handled(50_000);
        soundings.add(NOON.plusSeconds(30_000), NOON.plusSeconds(30_000), 50_000);
        soundings.handled(50_000);

        assertThat(soundings.reached()).isEqualTo(NOON.plusSeconds(30_000));
    }
}
