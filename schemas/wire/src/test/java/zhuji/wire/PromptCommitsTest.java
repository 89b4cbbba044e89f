package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** What Kafka's own recording context is asked for: nothing else tells when a commit was asked for. */
class PromptCommitsTest {

    private static final int LITTLE = 40;
    private static final Duration GATHERING = Duration.ofMillis(100);

    /** What a thread was asked last counts for all of it: each test has an hour of its own. */
    private static final AtomicLong HOURS = new AtomicLong(1_741_054_867_000L);

    private final long start = HOURS.addAndGet(3_600_000);
    private final MockProcessorContext<Void, Void> context =
            new MockProcessorContext<>(settings(), new TaskId(0, 0), null);
    private final PromptCommits commits = PromptCommits.of(context, LITTLE, GATHERING);

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "prompt");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        return settings;
    }

    @Test
    void commitsALoneRecordAtOnce() {
        come(1, start);

        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsWhatCameTooSoonOnceNothingComesAnyLonger() {
        come(1, start);
        context.resetCommit();

        come(5, start + 5);
        assertThat(context.committed()).isFalse();

        var trailing = context.scheduledPunctuators().getFirst();
        assertThat(trailing.getInterval()).hasMillis(15);
        trailing.getPunctuator().punctuate(start + 20);
        assertThat(context.committed()).isTrue();
        assertThat(trailing.cancelled()).isTrue();
    }

    @Test
    void gathersWhatComesForSoLongWhileMuchComes() {
        come(1, start);
        come(500, start + 1);
        context.resetCommit();
        int looked = context.scheduledPunctuators().size();

        for (long now = start + 20; now < start + 101; now++) {
            come(4, now);
        }
        assertThat(context.committed()).isFalse();
        assertThat(context.scheduledPunctuators()).hasSize(looked);

        come(4, start + 101);
        assertThat(context.committed()).isTrue();
    }

    /** The first of many comes when the commit before is over: one for it alone would let all others wait for the next. */
    @Test
    void doesNotCommitTheFirstOfManyAlone() {
        come(1, start);
        come(500, start + 1);
        come(1, start + 101);
        context.resetCommit();

        come(1, start + 160);
        come(500, start + 170);
        assertThat(context.committed()).isFalse();

        come(1, start + 260);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsWhatIsLeftOfMuchOnceNothingComesAnyLonger() {
        come(1, start);
        come(500, start + 1);
        come(1, start + 101);
        come(3, start + 130);
        context.resetCommit();

        punctuate(start + 229);
        assertThat(context.committed()).isFalse();
        punctuate(start + 230);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void leavesItToTheIntervalWhileABacklogIsRead() {
        come(1, start);
        context.resetCommit();

        for (long now = start + 1; now < start + 300; now++) {
            context.setCurrentSystemTimeMs(now);
            for (int record = 0; record < 10; record++) {
                commits.processed(now - 1_001);
            }
        }

        assertThat(context.committed()).isFalse();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void commitsForAllTasksOfAThreadTogether() {
        come(1, start);
        context.resetCommit();
        PromptCommits another = PromptCommits.of(context, LITTLE, GATHERING);

        context.setCurrentSystemTimeMs(start + 5);
        another.processed(start + 5);
        assertThat(context.committed()).isFalse();

        context.setCurrentSystemTimeMs(start + 20);
        another.processed(start + 20);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsALoneRecordAtOnceAfterABurst() {
        come(1, start);
        come(500, start + 1);
        context.resetCommit();

        come(1, start + 60_000);

        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsTheEndOfABurstWithoutWaitingForTheInterval() {
        come(1, start);
        come(500, start + 1);
        context.resetCommit();

        punctuate(start + 21);
        assertThat(context.committed()).isFalse();
        punctuate(start + 101);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsNothingWhereAnotherTaskOfTheThreadHasCommitted() {
        come(1, start);
        come(1, start + 5);
        PromptCommits another = PromptCommits.of(context, LITTLE, GATHERING);
        context.setCurrentSystemTimeMs(start + 20);
        another.processed(start + 20);
        context.resetCommit();

        punctuate(start + 25);

        assertThat(context.committed()).isFalse();
    }

    /** What is scheduled and was not cancelled looks at that time. */
    private void punctuate(long now) {
        context.setCurrentSystemTimeMs(now);
        List.copyOf(context.scheduledPunctuators()).stream()
                .filter(scheduled -> !scheduled.cancelled())
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(now));
    }

    private void come(int records, long now) {
        context.setCurrentSystemTimeMs(now);
        for (int record = 0; record < records; record++) {
            commits.processed(now);
        }
    }
}
