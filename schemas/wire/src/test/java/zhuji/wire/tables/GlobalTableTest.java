package zhuji.wire.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processors and whoever asks from outside see the same table. */
class GlobalTableTest {

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> topic;
    private GlobalTable<String> within;
    private GlobalTable<String> outside;

    @BeforeEach
    void start() {
        var builder = new StreamsBuilder();
        within = GlobalTable.addTo(builder, "table", "topic", "source", Serdes.String());
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tables");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(builder.build(), settings);
        topic = driver.createInputTopic("topic", new StringSerializer(), new StringSerializer());
        outside = GlobalTable.over(driver.<String, String>getTimestampedKeyValueStore("table"));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void holdsTheLatestOfEachKey() {
        topic.pipeInput("450100/2024", "first");
        topic.pipeInput("450100/2024", "second");
        topic.pipeInput("450200/2024", "other");

        for (GlobalTable<String> table : List.of(within, outside)) {
            assertThat(table.find("450100/2024")).isEqualTo("second");
            assertThat(table.find("450100")).isNull();
            assertThat(table.under("")).containsExactly("second", "other");
        }
    }

    @Test
    void findsWhatIsUnderAPrefixInTheOrderOfKeys() {
        topic.pipeInput("450100/2025", "2025");
        topic.pipeInput("450100/2024", "2024");
        topic.pipeInput("4501000/2024", "another");
        topic.pipeInput("450101/2024", "another");

        for (GlobalTable<String> table : List.of(within, outside)) {
            assertThat(table.under("450100/")).containsExactly("2024", "2025");
            assertThat(table.under("450102/")).isEmpty();
        }
    }

    @Test
    void holdsNothingUnderAKeyThatWasTakenBack() {
        topic.pipeInput("450100/2024", "first");
        topic.pipeInput("450100/2024", (String) null);

        assertThat(within.find("450100/2024")).isNull();
        assertThat(outside.find("450100/2024")).isNull();
        assertThat(within.under("")).isEmpty();
    }
}
