package zhuji.intake.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import zhuji.wire.failures.DeadLetters;

/**
 * The numbers the registry has no schema for. A "no" counts only for what was received before it was given: otherwise whoever guesses the next
 * number could have the first reports under a new schema refused.
 */
final class UnregisteredSchemas {

    /** How far the clocks of the broker and of this process may be apart. */
    private static final Duration APART = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final Map<Integer, Instant> askedAt = new ConcurrentHashMap<>();
    private final InstantSource clock;

    UnregisteredSchemas(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The schema of a number, by the registry.
     *
     * @param receivedAt when the broker received the record that names it
     * @throws SerializationException when there is none, or the registry cannot be asked
     */
    Schema askUnlessKnown(int number, Instant receivedAt, IntFunction<Schema> registry) {
        Instant no = askedAt.get(number);
        if (no != null && no.minus(APART).isAfter(receivedAt)) {
            throw new SerializationException("no schema has the number " + number);
        }
        Instant now = clock.instant();
        try {
            return registry.apply(number);
        } catch (SerializationException none) {
            if (!DeadLetters.mayBeMendedByRetrying(none)) {
                if (askedAt.size() >= MOST) {
                    askedAt.clear();
                }
                askedAt.put(number, now);
            }
            throw none;
        }
    }
}
