package zhuji.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;

/**
 * What a report takes on the broker, everything written for it included, in one copy and compressed as it is written.
 *
 * @param recordsPerReport records on the topics that are not compacted
 * @param bytesPerReport bytes on the disk, by how long they are kept: {@code for good}, which audits and replays read, {@code for a time},
 *     {@code compacted} topics and {@code changelogs} as they are before that, and what is {@code internal}
 */
record LogSize(double recordsPerReport, Map<String, Long> bytesPerReport) {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String FOR_GOOD = "for good";
    private static final String FOR_A_TIME = "for a time";

    /** What it is now, once so many reports have come through the whole pipeline. */
    static LogSize of(LocalPipeline pipeline, long reports) {
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(pipeline.segments())) {
            files.filter(file -> file.toString().endsWith(".log")).forEach(file -> {
                String topic = topicOf(pipeline.segments().relativize(file));
                bytes.merge(kindOf(topic), file.toFile().length(), Long::sum);
            });
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        bytes.replaceAll((kind, all) -> all / reports);
        return new LogSize(Figures.rounded((double) records(pipeline) / reports), bytes);
    }

    private static long records(LocalPipeline pipeline) {
        try (var reader = Counter.reader(pipeline.kafka())) {
            List<TopicPartition> places = Topics.ALL.stream()
                    .map(Topic::name)
                    .filter(LogSize::isKept)
                    .flatMap(topic -> reader.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(places);
            reader.seekToBeginning(places);
            Map<TopicPartition, Long> ends = reader.endOffsets(places);
            long records = 0;
            while (places.stream().anyMatch(place -> reader.position(place) < ends.getOrDefault(place, 0L))) {
                records += reader.poll(POLL).count();
            }
            return records;
        }
    }

    private static boolean isKept(String topic) {
        String kind = kindOf(topic);
        return kind.equals(FOR_GOOD) || kind.equals(FOR_A_TIME);
    }

    /** Its folder is called after topic and partition. */
    private static String topicOf(Path segment) {
        String folder = segment.getName(0).toString();
        return folder.substring(0, Math.max(0, folder.lastIndexOf('-')));
    }

    private static String kindOf(String name) {
        Topic topic = Topics.named(name);
        if (topic == null) {
            return name.endsWith("-changelog") ? "changelogs" : "internal";
        }
        if (topic.isCompacted()) {
            return "compacted";
        }
        return topic.retention() == null ? FOR_GOOD : FOR_A_TIME;
    }

    /** Bytes that are kept for good. */
    long forGood() {
        return bytesPerReport.getOrDefault(FOR_GOOD, 0L);
    }

    /** Bytes that are kept for a time. */
    long forATime() {
        return bytesPerReport.getOrDefault(FOR_A_TIME, 0L);
    }
}
