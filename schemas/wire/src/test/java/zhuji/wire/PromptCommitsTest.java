package zhuji.wire;

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

    private static final int LITTLE = 40;
    private static final Duration GATHERING = Duration.ofMillis(70);
    private static final long START = 1_741_054_867_000L;

    private final MockProcessorContext<Void, Void> context =
            new MockProcessorContext<>(settings(), new TaskId(0, 0), null);
    private final PromptCommits commits = PromptCommits.of(context, LITTLE, GATHERING);

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

    /** The first of many is alone when it comes, and committed alone; what follows is much. */
    private void muchComes() {
        come(1, START);
        come(200, START + 1);
        look(START + 20);
        assertThat(isCommitted()).isTrue();
        come(400, START + 21);
        assertThat(isCommitted()).isFalse();
    }

    /** By the first commit it is known how much comes. */
    private void aBacklogIsRead() {
        come(1, START);
        old(START + 1, START + 20);
        look(START + 20);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsALoneRecordAtOnce() {
        come(1, START);

        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsLittleThatCameTooSoonTwentyMillisecondsAfterTheLastCommit() {
        come(1, START);
        assertThat(isCommitted()).isTrue();
        come(5, START + 5);

        look(START + 19);
        assertThat(isCommitted()).isFalse();
        look(START + 20);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void gathersMuchFromItsFirstRecordOn() {
        muchComes();

        for (long now = START + 25; now < START + 91; now++) {
            come(10, now);
        }
        assertThat(isCommitted()).isFalse();

        come(1, START + 91);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void looksSeldomWhileMuchComes() {
        muchComes();
        int looked = context.scheduledPunctuators().size();

        for (long now = START + 25; now < START + 91; now++) {
            come(10, now);
        }

        assertThat(context.scheduledPunctuators()).hasSize(looked);
    }

    /** It comes when the commit before is over: one for it alone would let all others wait for the next. */
    @Test
    void doesNotCommitTheFirstOfManyAlone() {
        muchComes();
        come(1, START + 91);
        assertThat(isCommitted()).isTrue();

        come(1, START + 150);
        come(500, START + 160);
        assertThat(isCommitted()).isFalse();

        come(1, START + 220);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsTheEndOfMuchWithoutWaitingForTheInterval() {
        muchComes();

        look(START + 70);
        assertThat(isCommitted()).isFalse();
        look(START + 91);
        assertThat(isCommitted()).isTrue();
    }

    /** A thousand a second after a burst are little again. */
    @Test
    void commitsEveryTwentyMillisecondsAgainOnceLessComes() {
        muchComes();
        int committed = 0;

        for (long now = START + 91; now < START + 1_091; now++) {
            come(1, now);
            committed += isCommitted() ? 1 : 0;
        }

        assertThat(committed).isBetween(30, 50);
    }

    @Test
    void commitsALoneRecordAtOnceAfterMuch() {
        muchComes();
        look(START + 91);
        assertThat(isCommitted()).isTrue();

        come(1, START + 2_000);

        assertThat(isCommitted()).isTrue();
    }

    /** They are processed before the thread comes to commit. */
    @Test
    void doesNotWaitForWhatTheCommitAskedForHolds() {
        come(1, START);
        come(3, START);
        assertThat(isCommitted()).isTrue();

        look(START + 20);
        look(START + 100);

        assertThat(isCommitted()).isFalse();
    }

    @Test
    void leavesItToTheIntervalWhileABacklogIsRead() {
        aBacklogIsRead();

        old(START + 21, START + 5_000);
        look(START + 5_000);

        assertThat(isCommitted()).isFalse();
    }

    /** Who reads what comes of it waits for nothing that is to come. */
    @Test
    void commitsTheEndOfABacklogOnceNothingCame() {
        aBacklogIsRead();
        old(START + 21, START + 500);

        look(START + 548);
        assertThat(isCommitted()).isFalse();
        old(START + 548, START + 560);
        look(START + 700);
        assertThat(isCommitted()).isTrue();
    }

    /** What was to be looked at in a while is looked at sooner. */
    @Test
    void commitsWhatIsNewAfterABacklogInTime() {
        aBacklogIsRead();
        old(START + 21, START + 40);
        assertThat(pendingLook()).hasMillis(200);

        come(1, START + 40);
        assertThat(pendingLook()).hasMillis(GATHERING.toMillis());
        look(START + 40 + GATHERING.toMillis());
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void looksSeldomWhileABacklogIsRead() {
        aBacklogIsRead();
        int looked = context.scheduledPunctuators().size();

        old(START + 21, START + 5_000);

        context.scheduledPunctuators().stream()
                .skip(looked)
                .forEach(look -> assertThat(look.getInterval()).hasMillis(200));
        assertThat(context.scheduledPunctuators()).hasSize(looked + 1);
    }

    /** One office far behind is no reason for the reports of all others to wait. */
    @Test
    void commitsInTimeWhatIsNewAmongABacklog() {
        muchComes();
        look(START + 91);
        assertThat(isCommitted()).isTrue();

        old(START + 92, START + 150);
        come(1, START + 150);
        old(START + 151, START + 220);
        assertThat(isCommitted()).isFalse();

        aged(1, START + 220, 1_001);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void gathersHalfAsLongAsARecordHasWaitedAlready() {
        muchComes();
        come(1, START + 91);
        assertThat(isCommitted()).isTrue();

        for (long now = START + 92; now < START + 292; now++) {
            aged(10, now, 400);
        }
        assertThat(isCommitted()).isFalse();

        aged(1, START + 292, 400);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsAtOnceAgainSecondsAfterABacklogHowOldWhatComesMayBe() {
        come(1, START);
        old(START + 1, START + 60_000);
        assertThat(isCommitted()).isTrue();

        context.setCurrentSystemTimeMs(START + 80_000);
        commits.processed(START + 70_000);

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
        PromptCommits another = PromptCommits.of(context, LITTLE, GATHERING);

        context.setCurrentSystemTimeMs(START + 5);
        another.processed(START + 5);
        assertThat(isCommitted()).isFalse();

        context.setCurrentSystemTimeMs(START + 20);
        another.processed(START + 20);
        assertThat(isCommitted()).isTrue();
    }

    @Test
    void commitsNothingWhereAnotherTaskOfTheThreadHasCommitted() {
        come(1, START);
        come(1, START + 5);
        PromptCommits another = PromptCommits.of(context, LITTLE, GATHERING);
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

    /** In how long the one look that is to come was to be. */
    private Duration pendingLook() {
        return context.scheduledPunctuators().stream()
                .filter(scheduled -> !scheduled.cancelled())
                .map(scheduled -> scheduled.getInterval())
                .reduce((one, another) -> {
                    throw new AssertionError("more than one look is to come");
                })
                .orElseThrow();
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
