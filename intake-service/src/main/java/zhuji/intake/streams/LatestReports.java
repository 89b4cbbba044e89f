package zhuji.intake.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of submissions, in the state of a task. Reports of which no news has come are held as they are, beside the store: news of a report
 * follows its acceptance soon, and mostly but once. They are as the store has them, for nothing else writes it, and with a transaction that fails both
 * are given up.
 */
final class LatestReports {

    /** Of each task, at most; some four megabytes. In a backlog, news comes a second or two after the acceptance. */
    static final int HELD = 8_192;

    private final KeyValueStore<String, KeptReport> store;
    private final Map<String, KeptReport> held = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KeptReport> eldest) {
            return size() > HELD;
        }
    };

    LatestReports(KeyValueStore<String, KeptReport> store) {
        this.store = store;
    }

    /** What is kept of a submission, or null. */
    @Nullable
    KeptReport find(String reportId) {
        KeptReport latest = held.get(reportId);
        return latest == null ? store.get(reportId) : latest;
    }

    /**
     * Keeps it. Held is what news is to be expected of, and no longer than that: what is held while the young are collected is copied each time, and
     * the whole service waits. Of what was refused no news follows, and the reasons may be long.
     */
    void keep(String reportId, KeptReport kept) {
        store.put(reportId, kept);
        if (kept.filed() == null || !kept.standing().destinations().isEmpty()) {
            held.remove(reportId);
        } else {
            held.put(reportId, kept);
        }
    }

    /** Forgets what was refused long ago. */
    void forget(String reportId) {
        store.delete(reportId);
        held.remove(reportId);
    }
}
