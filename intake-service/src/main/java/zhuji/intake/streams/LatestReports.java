package zhuji.intake.streams;

import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is kept of submissions, in the state of a task. The latest are held as they are: news of a report follows its acceptance soon. */
final class LatestReports {

    private static final int HELD = 4_096;

    private final KeyValueStore<String, KeptReport> store;
    private final Cache<String, KeptReport> held = new LRUCache<>(HELD);

    LatestReports(KeyValueStore<String, KeptReport> store) {
        this.store = store;
    }

    /** What is kept of a submission, or null. */
    @Nullable
    KeptReport find(String reportId) {
        KeptReport latest = held.get(reportId);
        return latest == null ? store.get(reportId) : latest;
    }

    void keep(String reportId, KeptReport kept) {
        store.put(reportId, kept);
        held.put(reportId, kept);
    }
}
