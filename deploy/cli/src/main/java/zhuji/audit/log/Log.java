package zhuji.audit.log;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Committed records of every topic, from whatever keeps them. Safe for several threads. */
public interface Log {

    /** Every partition there is, in the order of topics and partitions. */
    List<Stretch> stretches();

    /**
     * Reads some partitions, each in the order of its offsets; between them there is no order.
     *
     * @throws LogException when they cannot be read, in a sentence that says what to do
     */
    void read(List<Stretch> some, Consumer<LogRecord> each);

    /** The schema of a number, as written before each value. */
    IntFunction<Schema> schemas();

    /** From when on it was asked for; null from its beginning. */
    @Nullable
    Instant from();

    /** Whether nothing was left out, at either end: only then can be added up what adds up, for of tallies only the latest is kept. */
    boolean isWhole();

    /** Until when it was looked at: what should have happened after it is not missed. */
    Instant until();
}
