package zhuji.wire;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.Priority;

/**
 * How state is kept on disk: by one thread for each store, and asked more often for what is not there, the first time a submission is seen, than
 * for what is. Kafka Streams makes one for each store.
 */
public final class StoreOptions implements RocksDBConfigSetter {

    /** Of what a store may hold in memory, how much its filter takes, from the start: fifty bits a report, a quarter of a megabyte a store. */
    private static final double FILTER = 1.0 / 64;

    /**
     * Setting of Kafka Streams: how many files a store has before some are merged into one. More mean fewer merges, and more files to look into; RocksDB's
     * own four stay where it is not set, for ranges are read in all of them.
     */
    public static final String FILES = "zhuji.store.files";

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        // What is merged in the background can wait; who waits for a report cannot. It holds for the whole process, and
        // each store says so again. What is in memory is still written to disk in its turn.
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
        options.setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setMemtablePrefixBloomSizeRatio(FILTER)
                .setMemtableWholeKeyFiltering(true)
                // Kafka Streams leaves out the filters of the oldest files: whoever asks for what is nowhere would read
                // in them each time.
                .setOptimizeFiltersForHits(false);
        Object files = settings.get(FILES);
        if (files != null) {
            options.setLevel0FileNumCompactionTrigger(Integer.parseInt(files.toString()));
        }
    }

    @Override
    public void close(String store, Options options) {
        // Nothing was made that is not the options' own.
    }
}
