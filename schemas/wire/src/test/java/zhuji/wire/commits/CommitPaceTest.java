package zhuji.wire.commits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPaceTest {

    private static final long START = 1_000_000;
    private static final long IDLE = 1_000;
    private static final long AT_ONCE = 30;

    private final CommitPace pace = new CommitPace(100);

    @Test
    void commitsALoneRecordAtOnce() {
        pace.processed(START, IDLE, 2);

        assertThat(pace.timeLeft(START)).isNotPositive();
    }

    /** Twice as long as a commit takes, 5 ms at least, 100 at most; a third of a commit that is slower than that. */
    @ParameterizedTest(name = "after a commit of {0} ms, {1} ms")
    @CsvSource({"1, 5", "10, 20", "30, 60", "200, 100", "450, 150"})
    void restsAsLongAsACommitIsWorth(long took, long rest) {
        pace.asked(START - took);
        pace.committed(START, took);
        pace.processed(START + 1, 10 * IDLE + 2_000 * took, 2);

        assertThat(pace.timeLeft(START + 1)).isEqualTo(rest - 1);
    }

    /** The interval commits as well, and when it did is not known: a record that comes alone does not wait for it. */
    @Test
    void commitsALoneRecordAtOnceAfterACommitOfTheInterval() {
        pace.committed(START, 15);
        pace.processed(START, 100 * IDLE, 2);

        assertThat(pace.timeLeft(START)).isNotPositive();
    }

    /** What a commit takes is no pause, nor what surrounds it. */
    @Test
    void doesNotTakeACommitForAPause() {
        pace.asked(START);
        pace.committed(START + 30, 25);
        pace.processed(START + 30, 30 * IDLE, 10);
        pace.processed(START + 31, AT_ONCE, 10);

        assertThat(pace.timeLeft(START + 60)).isPositive();
    }

    @Test
    void waitsUntilTheThreadHasCaughtUp() {
        pace.asked(START);
        pace.committed(START, 5);
        for (long now = START; now < START + 400; now++) {
            pace.processed(now, AT_ONCE, 10);
            assertThat(pace.timeLeft(now)).isPositive();
        }

        pace.processed(START + 400, IDLE, 10);

        assertThat(pace.timeLeft(START + 400)).isNotPositive();
    }

    @Test
    void leavesWhatIsOldToTheIntervalUntilNothingComes() {
        pace.asked(START);
        pace.committed(START, 5);
        pace.processed(START + 100, IDLE, 60_000);

        assertThat(pace.timeLeft(START + 100)).isPositive();
        assertThat(pace.timeLeft(START + 149)).isPositive();
        assertThat(pace.timeLeft(START + 150)).isNotPositive();
    }

    /** A commit that takes a second says at once that commits are slow, and one quick one does not say that they are quick. */
    @Test
    void believesASlowCommitAtOnce() {
        pace.asked(START - 900);
        pace.committed(START, 900);
        pace.asked(START + 1);
        pace.committed(START + 1, 0);
        pace.processed(START + 2, 10_000 * IDLE, 2);

        assertThat(pace.timeLeft(START + 2)).isGreaterThan(90);
    }

    /** However long nothing has come: where commits are slow, the next one waits for a part of the last. */
    @Test
    void restsAfterASlowCommitThoughNothingMoreComes() {
        pace.processed(START, IDLE, 2);
        pace.asked(START);
        pace.processed(START + 890, IDLE, 2);
        pace.committed(START + 900, 900);

        assertThat(pace.timeLeft(START + 950)).isEqualTo(250);
    }
}
