package zhuji.wire.failures;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, from one attempt to the next, which record could not be dealt with: what it caused could not be written, and its transaction was
 * given up. When the record is read again it is set aside before it causes anything. One for each process; safe for several threads.
 *
 * <p>A failure that the broker reports comes too late to tell which record caused it. From then on records are committed one by one, until
 * the next failure tells.
 */
public final class Quarantine {

    /** The setting of Kafka Streams that holds it. */
    public static final String SETTING = "zhuji.quarantine";

    /** From so many attempts at one record on, somebody has to look. */
    public static final int MANY_ATTEMPTS = 3;

    /** Records processed one by one after a failure that told no place. */
    private static final int CAREFUL = 2_000;

    /** Condemned records that are remembered; those of long ago have been committed past. */
    private static final int MOST = 10_000;

    /** What a thread is processing; it belongs to one topology. */
    private static final ThreadLocal<@Nullable Place> PROCESSING = new ThreadLocal<>();

    private final Map<Place, String> condemned = new ConcurrentHashMap<>();
    private final Map<String, String> timers = new ConcurrentHashMap<>();
    private final Map<Partition, Attempt> attempts = new ConcurrentHashMap<>();
    private final Set<Throwable> judged = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final AtomicInteger careful = new AtomicInteger();
    private final Consumer<String> onRepeated;

    private record Partition(String topic, int partition) {}

    private record Attempt(long offset, int number) {}

    /** @param onRepeated told the topic at each attempt at a record from the {@link #MANY_ATTEMPTS}th on */
    public Quarantine(Consumer<String> onRepeated) {
        this.onRepeated = onRepeated;
    }

    /** That of a topology's settings; one that nobody shares where there is none. */
    public static Quarantine in(Map<String, ?> settings) {
        return settings.get(SETTING) instanceof Quarantine given ? given : new Quarantine(topic -> {});
    }

    /** Begins with a record; false when it is begun already, by a step of the topology before this one. */
    boolean enter(Place place) {
        if (PROCESSING.get() != null) {
            return false;
        }
        PROCESSING.set(place);
        return true;
    }

    void leave() {
        PROCESSING.remove();
    }

    /** Class of the failure for which a record is to be set aside; null when there is none. */
    public @Nullable String causeAt(String topic, int partition, long offset) {
        return condemned.isEmpty() ? null : condemned.get(new Place(topic, partition, offset));
    }

    /** Whether each record is to be committed by itself. */
    boolean isCareful() {
        return careful.get() > 0;
    }

    /**
     * Something a record caused cannot be written.
     *
     * @param said the record as the failure tells it: true of what failed at once, and of all that fails while records are committed one by one
     */
    void unwritable(Place said, Throwable failure) {
        Place sure = PROCESSING.get();
        if (sure != null) {
            condemn(sure, failure);
        } else if (isCareful()) {
            condemn(said, failure);
        } else {
            careful.set(CAREFUL);
        }
    }

    void condemn(Place place, Throwable failure) {
        if (condemned.size() >= MOST) {
            condemned.clear();
        }
        condemned.put(place, DeadLetters.rootOf(failure).getClass().getName());
    }

    /**
     * What no record causes, a timer does, is refused when what it caused could not be written before.
     *
     * @param key what the timer is of
     * @throws Unwritable when that is so
     */
    public void refuseTimer(String key) {
        String cause = timers.get(key);
        if (cause != null) {
            throw new Unwritable(cause);
        }
    }

    /**
     * Something a timer caused cannot be written; no record is to blame.
     *
     * @param key the key of what was to be written, which is that of the timer
     */
    void unwritableOfTimer(String key, Throwable failure) {
        if (timers.size() >= MOST) {
            timers.clear();
        }
        timers.put(key, DeadLetters.rootOf(failure).getClass().getName());
    }

    /** It is known what is to blame for a failure. Kafka Streams throws it once more, from whatever is written next. */
    void judged(Throwable failure) {
        judged.add(failure);
    }

    /** Whether it was {@link #judged}, or something it was caused by. */
    boolean isJudged(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (judged.contains(cause)) {
                return true;
            }
        }
        return false;
    }

    /** An attempt at a record failed. */
    void failed(Place place) {
        Attempt attempt = attempts.merge(
                new Partition(place.topic(), place.partition()),
                new Attempt(place.offset(), 1),
                (before, now) ->
                        before.offset() == now.offset() ? new Attempt(now.offset(), before.number() + 1) : now);
        if (attempt.number() >= MANY_ATTEMPTS) {
            onRepeated.accept(place.topic());
        }
    }

    /** A record is dealt with. */
    void done() {
        careful.updateAndGet(left -> Math.max(0, left - 1));
    }
}
