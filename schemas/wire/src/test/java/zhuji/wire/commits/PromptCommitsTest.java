package zhuji.wire.commits;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** What Kafka's own recording context is asked for: nothing else tells when a commit was asked for. */
@ExtendWith(PromptCommitsTest.OnItsOwnThread.class)
class PromptCommitsTest {

    private static final Duration GATHERING = Duration.ofMillis(70);
    private static final long START = 1_741_054_867_000L;

    private final MockProcessorContext<Void, Void> context =
            new MockProcessorContext<>(settings(), new TaskId(0, 0), null);
    private final PromptCommits commits = PromptCommits.of(context, GATHERING);

    /** What comes to a thread counts for all of it. */
    static final class OnItsOwnThread implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext extension)
                throws Throwable {
            var task = new FutureTask<@Nullable Throwable>(() -> {
                try {
                    test.proceed();
                    return null;
                } catch (Throwable failure) {
                    return failure;
                }
            });
            Thread.ofPlatform().start(task);
            Throwable failure = task.get();
            if (failure != null) {
                throw failure;
            }
        }
    }

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

        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsWhatCameTooSoonFiveMillisecondsAfterTheLastCommit() {
        come(1, START);
        assertThat(isCommitted()).isTrue();
        come(5, START + 2);

        look(START + 4);
        assertThat(isCommitted()).isFalse();
        look(START + 5);
        assertThat(isCommitted()).isTrue();
    }

    /** A thread that never rests has more to read: the interval decides, and a look now and then. */
    @Test
    void leavesItToTheIntervalWhileABacklogIsRead() {
        come(1, START);
        assertThat(isCommitted()).isTrue();

        old(START + 1, START + 5_000);

        assertThat(isCommitted()).isFalse();
        assertThat(context.scheduledPunctuators()).hasSizeLessThan(5);
    }

    /** Consumers of what comes of it wait for nothing that is to come. */
    @Test
    void commitsTheEndOfABacklogOnceNothingComes() {
        come(1, START);
        assertThat(isCommitted()).isTrue();
        old(START + 1, START + 500);

        look(START + 700);

        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsWhenTheClockWasSetBack() {
        come(1, START);
        assertThat(isCommitted()).isTrue();

        come(1, START - 60_000);

        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsForAllTasksOfAThreadTogether() {
        come(1, START);
        assertThat(isCommitted()).isTrue();
        PromptCommits another = PromptCommits.of(context, GATHERING);

        context.setCurrentSystemTimeMs(START + 3);
        another.processed(START + 3);
        assertThat(isCommitted()).isFalse();

        context.setCurrentSystemTimeMs(START + 5);
        another.processed(START + 5);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsNothingWhereAnotherTaskOfTheThreadHasCommitted() {
        come(1, START);
        come(1, START + 5);
        PromptCommits another = PromptCommits.of(context, GATHERING);
        context.setCurrentSystemTimeMs(START + 20);
        another.processed(START + 20);
        assertThat(isCommitted()).isTrue();

        look(START + 25);

        assertThat(isCommitted()).isFalse();
    }

    /** Whether a commit was asked for since this was asked last. */
    private boolean isCommitted() {
        boolean committed = context.committed();
        context.resetCommit();
        return committed;
    }

    /** What is due by then looks, as Kafka Streams lets it. */
    private void look(long now) {
        context.setCurrentSystemTimeMs(now);
        List.copyOf(context.scheduledPunctuators()).stream()
                .filter(scheduled -> !scheduled.cancelled())
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(now));
    }

    /** Ten records a millisecond, more than a second old each. */
    private void old(long from, long until) {
        for (long now = from; now < until; now++) {
            aged(10, now, 1_001);
        }
    }

    private void come(int records, long now) {
        aged(records, now, 0);
    }

    private void aged(int records, long now, long age) {
        context.setCurrentSystemTimeMs(now);
        for (int record = 0; record < records; record++) {
            commits.processed(now - age);
        }
    }
}
