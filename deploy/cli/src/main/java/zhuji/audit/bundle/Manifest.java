package zhuji.audit.bundle;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zhuji.audit.log.Stretch;

/**
 * What a bundle holds.
 *
 * @param format version of the bundle's form
 * @param from from when on the log was asked for; null for its beginning
 * @param until until when
 * @param whole whether nothing was left out, at either end
 * @param partitions every partition, in the order of topics and partitions
 * @param schemas every schema its records name, in the order of their numbers
 * @param chainHeads the last digest of each sender's chain, by sender
 */
public record Manifest(
        int format,
        @Nullable Instant from,
        Instant until,
        boolean whole,
        List<Partition> partitions,
        List<SchemaFile> schemas,
        SortedMap<String, String> chainHeads) {

    /** The form written here. */
    static final int FORMAT = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A partition's records.
     *
     * @param first the first offset looked at
     * @param end the offset after the last
     * @param records how many records there are between
     * @param file its Avro container file in the bundle; null when it has no record
     * @param sha256 of that file
     */
    public record Partition(
            String topic,
            int partition,
            long first,
            long end,
            long records,
            @Nullable String file,
            @Nullable String sha256) {

        Stretch stretch() {
            return new Stretch(topic, partition, first, end);
        }
    }

    /**
     * A schema.
     *
     * @param id its number in the registry, as written before each value
     */
    public record SchemaFile(int id, String file, String sha256) {}

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    static Manifest of(byte[] json) {
        return JSON.readValue(json, Manifest.class);
    }
}
