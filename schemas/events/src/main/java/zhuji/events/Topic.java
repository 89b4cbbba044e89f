package zhuji.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka topic: what it holds, who writes it, who reads it and how long it is kept.
 *
 * @param name the name on the broker
 * @param payloads the records it may hold, as values
 * @param key what its keys mean, in words
 * @param writer the one kind of writer it has
 * @param readers the services that read it; each has its own dead-letter topic
 * @param partitions how many partitions it has
 * @param retention how long records are kept; null for good
 * @param config further broker settings of the topic
 */
@NullMarked
public record Topic(
        String name,
        List<Class<? extends SpecificRecord>> payloads,
        String key,
        String writer,
        List<String> readers,
        int partitions,
        @Nullable Duration retention,
        Map<String, String> config) {

    private static final String DEAD_LETTERS = ".dlt";

    public Topic {
        payloads = List.copyOf(payloads);
        readers = List.copyOf(readers);
        config = Map.copyOf(config);
    }

    /** The name of the topic where {@code reader} puts records of this one that it could not process. */
    public String deadLettersOf(String reader) {
        return name + "." + reader + DEAD_LETTERS;
    }

    /** Whether a topic of that name holds dead letters. */
    public static boolean isOfDeadLetters(String name) {
        return name.endsWith(DEAD_LETTERS);
    }

    /** Whether only the latest record of each key is kept. */
    public boolean isCompacted() {
        return "compact".equals(config.get("cleanup.policy"));
    }

    /** The dead-letter topics of all readers, kept for good, as raw bytes. */
    List<Topic> deadLetters() {
        return readers.stream()
                .map(reader -> new Topic(
                        deadLettersOf(reader), List.of(), key, reader, List.of(), partitions, null, deadLetterConfig()))
                .toList();
    }

    /** A dead letter is as large as the record it keeps, and says why it is there. */
    private Map<String, String> deadLetterConfig() {
        return Map.of(Topics.MAX_MESSAGE_BYTES, Integer.toString(largest() + Topics.LETTER_HEADERS));
    }

    /** Bytes of the largest record, or batch of records, that the broker takes on it. */
    public int largest() {
        return Integer.parseInt(String.valueOf(config.get(Topics.MAX_MESSAGE_BYTES)));
    }

    /** Bytes of the largest value a record of it may have, its key and headers beside. */
    public int largestValue() {
        return largest() - Topics.ENVELOPE / 4;
    }

    /** Whether others than the services write to it: nothing that stands there may be relied on. */
    public boolean isWrittenByOthers() {
        return Topics.UNCOMPRESSED.equals(config.get(Topics.COMPRESSION_TYPE));
    }
}
