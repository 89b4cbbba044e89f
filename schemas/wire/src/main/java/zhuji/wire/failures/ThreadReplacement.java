package zhuji.wire.failures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a thread of a topology that cannot go on: another takes its place, at once after the first failure and later after the next
 * ones, for what fails again and again is a server that is away. Only what no thread can mend ends the process.
 */
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** After so long without a failure the next one is the first again. */
    private static final Duration CALM = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant last = Instant.EPOCH;
    private Duration pause = FIRST;

    public ThreadReplacement(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (DeadLetters.rootOf(failure) instanceof OutOfMemoryError) {
            log.error("the service ran out of memory; the process ends: give it a larger heap with -Xmx");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (failure instanceof MissingSourceTopicException) {
            log.error("a topic this service reads does not exist: run `deploy/cli/zhuji topics apply` first");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration wait = nextPause();
        log.atError()
                .addKeyValue("cause", DeadLetters.rootOf(failure).getClass().getName())
                .addKeyValue("pause", wait.toString())
                .log("processing stopped on what another attempt may mend; the thread starts again where it was");
        rest(wait);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** How long the next thread waits. */
    synchronized Duration nextPause() {
        Instant now = clock.instant();
        pause = last.plus(CALM).isBefore(now) ? FIRST : longer(pause);
        last = now;
        return pause;
    }

    private static Duration longer(Duration before) {
        Duration twice = before.multipliedBy(3);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    private static void rest(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
