package zhuji.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Option;
import zhuji.events.Topic;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Ports;

/** What every scenario is measured on: broker and registry of its own. */
final class Servers {

    private static final int BATCH = 256 * 1024;

    @Option(
            names = "--ports",
            defaultValue = "19092",
            description = "First of eleven ports, of which eight are used. Default: ${DEFAULT-VALUE}")
    private int ports;

    /** Broker and registry with topics, schemas and offices, which end with the process whatever happens to it; what they kept is gone then. */
    LocalPipeline start(Installation installation, String policy) {
        return start(installation, policy, Topic::partitions);
    }

    /** The same, with other numbers of partitions than the catalogue's. */
    LocalPipeline start(Installation installation, String policy, ToIntFunction<Topic> partitions) {
        Path data = folder();
        var pipeline = new LocalPipeline(installation, Ports.from(ports), data, policy);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            pipeline.close();
            delete(data);
        }));
        pipeline.startServersForLong(partitions);
        return pipeline;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("zhuji-bench");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * Settings of a producer that puts much on the topics, soon.
     *
     * @param kafka those of any client
     */
    static Properties filling(Properties kafka) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }
}
