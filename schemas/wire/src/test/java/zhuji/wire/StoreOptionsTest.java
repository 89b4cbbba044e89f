package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class StoreOptionsTest {

    private static final String FILES = "zhuji.store.files";

    static {
        RocksDB.loadLibrary();
    }

    private final Options options = new Options();

    @AfterEach
    void free() {
        options.close();
    }

    /** Kafka Streams leaves them out, and each new report would be looked for on disk. */
    @Test
    void keepsTheFiltersOfAllFiles() {
        options.setOptimizeFiltersForHits(true);

        new StoreOptions().setConfig("reports", options, Map.of());

        assertThat(options.optimizeFiltersForHits()).isFalse();
        assertThat(options.memtablePrefixBloomSizeRatio()).isPositive();
    }

    @Test
    void mergesFilesWhenThereAreAsManyAsTheServiceSays() {
        new StoreOptions().setConfig("reports", options, Map.of(FILES, "8"));

        assertThat(options.level0FileNumCompactionTrigger()).isEqualTo(8);
    }

    @Test
    void leavesToRocksDbWhenToMergeWhereTheServiceSaysNothing() {
        int own = options.level0FileNumCompactionTrigger();

        new StoreOptions().setConfig("reports", options, Map.of());

        assertThat(options.level0FileNumCompactionTrigger()).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1", "-3", ""})
    void refusesWhatIsNoNumberOfFilesByTheNameOfTheSetting(String files) {
        assertThatThrownBy(() -> new StoreOptions().setConfig("reports", options, Map.of(FILES, files)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(FILES);
    }
}
