package zhuji.wire;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
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
     * Setting of a service, beside those of Kafka Streams: how many files a store has before some are merged into one, 2 or more. More files mean fewer
     * merges, and more to look into. Where it is not set, RocksDB's own four stay.
     */
    private static final String FILES = "zhuji.store.files";

    private static final int FEWEST = 2;

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
            options.setLevel0FileNumCompactionTrigger(number(files));
        }
    }

    private static int number(Object files) {
        // As Kafka reads numbers of its own, with its own words for what is none.
        int number = (int) Objects.requireNonNull(ConfigDef.parseType(FILES, files, ConfigDef.Type.INT));
        ConfigDef.Range.atLeast(FEWEST).ensureValid(FILES, number);
        return number;
    }

    @Override
    public void close(String store, Options options) {
        // Nothing was made that is not the options' own.
    }
}
