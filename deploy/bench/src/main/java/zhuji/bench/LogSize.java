package zhuji.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;

/**
 * What a report takes on the broker, everything written for it included, in one copy and compressed as it is written.
 *
 * @param recordsPerReport places taken on the topics that are kept, ends of transactions included
 * @param bytesPerReport bytes on the disk, by what they are: {@code topics} that audits and replays read, {@code changelogs} of services, before
 *     they are compacted, and what is {@code internal}
 */
record LogSize(double recordsPerReport, Map<String, Long> bytesPerReport) {

    private static final String TOPICS = "topics";
    private static final String CHANGELOGS = "changelogs";
    private static final String INTERNAL = "internal";

    /** What it is now, once so many reports have come through the whole pipeline. */
    static LogSize of(LocalPipeline pipeline, long reports) {
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(pipeline.segments())) {
            files.filter(file -> file.toString().endsWith(".log")).forEach(file -> {
                String topic = topicOf(pipeline.segments().relativize(file));
                if (!topic.startsWith(Contenders.OWN_TOPICS)) {
                    bytes.merge(kindOf(topic), file.toFile().length(), Long::sum);
                }
            });
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        bytes.replaceAll((kind, all) -> all / reports);
        return new LogSize(Figures.rounded((double) records(pipeline) / reports), bytes);
    }

    private static long records(LocalPipeline pipeline) {
        try (var backlog = new Backlog(pipeline)) {
            return backlog.ends(name -> Topics.named(name) != null).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Its folder is called after topic and partition. */
    private static String topicOf(Path segment) {
        String folder = segment.getName(0).toString();
        return folder.substring(0, Math.max(0, folder.lastIndexOf('-')));
    }

    private static String kindOf(String topic) {
        if (Topics.named(topic) != null) {
            return TOPICS;
        }
        return topic.endsWith("-changelog") ? CHANGELOGS : INTERNAL;
    }

    /** Bytes on topics, which are kept. */
    long kept() {
        return bytesPerReport.getOrDefault(TOPICS, 0L);
    }

    /** Bytes on changelogs, which are compacted. */
    long changelogs() {
        return bytesPerReport.getOrDefault(CHANGELOGS, 0L);
    }
}
