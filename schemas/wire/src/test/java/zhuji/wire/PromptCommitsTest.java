package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** What Kafka's own recording context is asked for: nothing else tells when a commit was asked for. */
class PromptCommitsTest {

    private static final long START = 1_741_054_867_000L;

    private final MockProcessorContext<Void, Void> context =
            new MockProcessorContext<>(settings(), new TaskId(0, 0), null);
    private final PromptCommits commits = PromptCommits.of(context);

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "prompt");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        return settings;
    }

    @Test
    void commitsALoneRecordAtOnce() {
        come(1, START);

        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsWhatCameTooSoonOnceNothingComesAnyLonger() {
        come(1, START);
        context.resetCommit();

        come(5, START + 5);
        assertThat(context.committed()).isFalse();

        var trailing = context.scheduledPunctuators().getFirst();
        assertThat(trailing.getInterval()).hasMillis(20);
        trailing.getPunctuator().punctuate(START + 25);
        assertThat(context.committed()).isTrue();
        assertThat(trailing.cancelled()).isTrue();
    }

    @Test
    void leavesItToTheIntervalWhileMuchComes() {
        come(1, START);
        come(500, START + 1);
        context.resetCommit();
        int looked = context.scheduledPunctuators().size();

        for (long now = START + 20; now < START + 200; now++) {
            come(2, now);
        }

        assertThat(context.committed()).isFalse();
        assertThat(context.scheduledPunctuators()).hasSize(looked);
    }

    @Test
    void commitsALoneRecordAtOnceAfterABurst() {
        come(1, START);
        come(500, START + 1);
        context.resetCommit();

        come(1, START + 60_000);

        assertThat(context.committed()).isTrue();
    }

    private void come(int records, long now) {
        context.setCurrentSystemTimeMs(now);
        for (int record = 0; record < records; record++) {
            commits.processed();
        }
    }
}
