package zhuji.intake.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of submissions, in the state of a task. The latest reports are held as they are, beside the store: news of a report follows its
 * acceptance soon. They are as the store has them, for nothing else writes it, and with a transaction that fails both are given up.
 */
final class LatestReports {

    /** Of each task; some four megabytes. In a backlog, news comes a second or two after the acceptance. */
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

    /** Keeps it. What is no accepted report is not held: of what was refused the reasons may be long, and no news follows. */
    void keep(String reportId, KeptReport kept) {
        store.put(reportId, kept);
        if (kept.filed() == null) {
            held.remove(reportId);
        } else {
            held.put(reportId, kept);
        }
    }
}
