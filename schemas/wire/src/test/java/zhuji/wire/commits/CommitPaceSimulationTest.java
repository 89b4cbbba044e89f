package zhuji.wire.commits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thread that polls, processes and commits, without a broker. Our pace is never worse than the better of Kafka's own interval at 100 and at 600
 * milliseconds by more than a tenth, neither in latency nor in throughput.
 */
class CommitPaceSimulationTest {

    private static final long SEED = 20_010_424;

    /** Microseconds. */
    private static final long RECORD = 40;

    private static final long POLL = 20_000;

    /** Part of a commit that its measure leaves out. */
    private static final int UNMEASURED = 4;

    private static final long SECONDS = 40;

    /** A tenth, and what a clock of milliseconds cannot tell. */
    private static final double TENTH = 1.1;

    private static final double CLOCK = 2.0;

    static Stream<Arguments> cases() {
        return Stream.of(1, 5, 20, 50, 100, 200, 500)
                .flatMap(commit -> Stream.of(1, 10, 100, 200, 1_000, 5_000, 10_000, 20_000)
                        .flatMap(rate -> Stream.of(0, 120).map(backlog -> Arguments.of(commit, rate, backlog))));
    }

    @ParameterizedTest(name = "commits of {0} ms, {1} records a second, a backlog of {2} s")
    @MethodSource("cases")
    void isAsGoodAsTheBetterInterval(int commit, int rate, int backlog) {
        System.out.println("seed: " + SEED);
        Outcome ours = run(new Ours(), commit, rate, backlog);
        Outcome quick = run(new Interval(100), commit, rate, backlog);
        Outcome slow = run(new Interval(600), commit, rate, backlog);

        assertThat(ours.committed())
                .as("records committed, beside %s and %s", quick, slow)
                .isGreaterThanOrEqualTo((long) (Math.max(quick.committed(), slow.committed()) / TENTH) - 100);
        assertThat(ours.mean())
                .as("mean latency, beside %s and %s", quick, slow)
                .isLessThanOrEqualTo(Math.min(quick.mean(), slow.mean()) * TENTH + CLOCK);
    }

    /** When a thread commits. */
    private interface Policy {
        /** @param elapsed since the record before, commits included */
        void processed(long now, long elapsed, long age);

        boolean isDue(long now);

        void committed(long now, long took);
    }

    private static final class Interval implements Policy {
        private final long interval;
        private long last;
        private boolean waits;

        Interval(long interval) {
            this.interval = interval;
        }

        @Override
        public void processed(long now, long elapsed, long age) {
            waits = true;
        }

        @Override
        public boolean isDue(long now) {
            return waits && now - last > interval;
        }

        @Override
        public void committed(long now, long took) {
            last = now;
            waits = false;
        }
    }

    /** As {@link PromptCommits}: a commit of the interval's is noticed when the next record comes. */
    private static final class Ours implements Policy {
        private final CommitPace pace = new CommitPace(100);
        private final Interval interval = new Interval(600);
        private long unnoticed = -1;

        @Override
        public void processed(long now, long elapsed, long age) {
            notice(now);
            interval.processed(now, elapsed, age);
            pace.processed(now, elapsed, age);
        }

        private void notice(long now) {
            if (unnoticed >= 0) {
                pace.committed(now, unnoticed);
                unnoticed = -1;
            }
        }

        @Override
        public boolean isDue(long now) {
            if (pace.waits() && pace.timeLeft(now) <= 0) {
                notice(now);
                if (pace.timeLeft(now) <= 0) {
                    pace.asked(now);
                    return true;
                }
            }
            return interval.isDue(now);
        }

        @Override
        public void committed(long now, long took) {
            unnoticed = took;
            interval.committed(now, took);
        }
    }

    private record Outcome(long committed, double mean) {
        @Override
        public String toString() {
            return "%,d in %.0f ms".formatted(committed, mean);
        }
    }

    /** Times in microseconds. */
    private static Outcome run(Policy policy, int commitMillis, int rate, int backlogSeconds) {
        var random = new Random(SEED);
        long[] arrivals = arrivals(random, rate, backlogSeconds);
        Deque<Long> open = new ArrayDeque<>();
        long end = SECONDS * 1_000_000;
        long now = 0;
        long last = 0;
        long committed = 0;
        double latency = 0;
        int next = 0;
        while (now < end) {
            if (next < arrivals.length && arrivals[next] <= now) {
                now += RECORD;
                policy.processed(now / 1_000, now - last, (now - arrivals[next]) / 1_000);
                last = now;
                open.add(arrivals[next]);
                next++;
            } else {
                long arrival = next < arrivals.length ? arrivals[next] : Long.MAX_VALUE;
                now = Math.min(arrival, now + POLL);
            }
            if (policy.isDue(now / 1_000)) {
                long took = (long) (commitMillis * 1_000L * (0.8 + 0.4 * random.nextDouble()));
                now += took + took / UNMEASURED;
                committed += open.size();
                for (long arrival : open) {
                    latency += now - arrival;
                }
                open.clear();
                policy.committed(now / 1_000, took / 1_000);
            }
        }
        return new Outcome(committed, committed == 0 ? 0 : latency / committed / 1_000);
    }

    private static long[] arrivals(Random random, int rate, int backlogSeconds) {
        double at = -backlogSeconds * 1e6;
        long[] arrivals = new long[(int) ((SECONDS + backlogSeconds) * rate * 1.2) + 100];
        for (int number = 0; number < arrivals.length; number++) {
            at += -Math.log(1 - random.nextDouble()) * 1e6 / rate;
            arrivals[number] = (long) at;
        }
        return Arrays.stream(arrivals)
                .filter(each -> each < SECONDS * 1_000_000)
                .toArray();
    }
}
