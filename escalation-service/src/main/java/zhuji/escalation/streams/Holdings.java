package zhuji.escalation.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Holding;
import zhuji.escalation.domain.IncidentCase;

/** How many open cases and duties a task has, kept as its cases change: counting them anew would read all of them. */
final class Holdings {

    private final Map<Holding, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicInteger aside = new AtomicInteger();

    /** Puts a case as it is in place of what it was. */
    void move(@Nullable IncidentCase before, @Nullable IncidentCase after) {
        Holding.of(before).forEach(holding -> counts.merge(holding, -1, Integer::sum));
        Holding.of(after).forEach(holding -> counts.merge(holding, 1, Integer::sum));
    }

    /** So many cases more, or fewer, are set aside. */
    void setAside(int more) {
        aside.addAndGet(more);
    }

    int aside() {
        return aside.get();
    }

    /** How many there are of each kind; zero of those there were once. */
    Map<Holding, Integer> counts() {
        return counts;
    }
}
