package zhuji.audit.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Claim;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** Exports a log into a bundle that can be verified anywhere, without broker or registry. */
public final class BundleWriter {

    private static final HexFormat HEX = HexFormat.of();

    private final Log log;
    private final EventDecoder decoder;
    private final SortedMap<Integer, Schema> schemas = new TreeMap<>();
    private final SortedMap<String, Claim.Linked> heads = new TreeMap<>();
    private @Nullable Instant newest;

    public BundleWriter(Log log) {
        this.log = log;
        this.decoder = EventDecoder.withoutTexts(log.schemas());
    }

    /**
     * Writes the bundle.
     *
     * @param file where to; it is replaced only when the export has succeeded
     * @param to until when the log was asked for; null for its end, which is then the time of its latest record
     * @return what it holds
     */
    public Manifest write(Path file, @Nullable Instant to) {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
        Path unfinished = folder.resolve(file.getFileName() + ".unfinished");
        try {
            Manifest manifest;
            try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
                manifest = write(zip, folder, to);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return manifest;
        } catch (IOException refused) {
            throw new LogException(file + " cannot be written: " + refused.getMessage(), refused);
        } finally {
            delete(unfinished);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new LogException(file + " is left over and cannot be deleted", left);
        }
    }

    private Manifest write(ZipOutputStream zip, Path folder, @Nullable Instant to) throws IOException {
        List<Manifest.Partition> partitions = new ArrayList<>();
        Map<Place, Container> containers = new HashMap<>();
        try {
            contain(folder, containers);
            List<Stretch> stretches = log.stretches().stream()
                    .sorted(Comparator.comparing(Stretch::topic).thenComparingInt(Stretch::partition))
                    .toList();
            for (Stretch stretch : stretches) {
                partitions.add(put(zip, stretch, containers.get(partitionOf(stretch))));
            }
        } finally {
            for (Container container : containers.values()) {
                container.close();
            }
        }
        List<Manifest.SchemaFile> written = new ArrayList<>();
        for (Map.Entry<Integer, Schema> each : schemas.entrySet()) {
            int schema = each.getKey();
            byte[] text = each.getValue().toString().getBytes(StandardCharsets.UTF_8);
            String name = BundleFormat.fileOf(schema);
            put(zip, name, text);
            written.add(new Manifest.SchemaFile(
                    schema, name, HEX.formatHex(BundleFormat.sha256().digest(text))));
        }
        SortedMap<String, String> digests = new TreeMap<>();
        heads.forEach((sender, link) -> digests.put(sender, link.digest().hex()));
        Instant until = to != null ? to : newest != null ? newest : Instant.EPOCH;
        var manifest = new Manifest(Manifest.FORMAT, log.from(), until, log.isWhole(), partitions, written, digests);
        byte[] json = manifest.json();
        put(zip, BundleFormat.MANIFEST, json);
        put(
                zip,
                BundleFormat.MANIFEST_DIGEST,
                HEX.formatHex(BundleFormat.sha256().digest(json)).getBytes(StandardCharsets.US_ASCII));
        return manifest;
    }

    private static Place partitionOf(Stretch stretch) {
        return new Place(stretch.topic(), stretch.partition(), 0);
    }

    /** All partitions are read at once, each into a container file of its own. */
    private void contain(Path folder, Map<Place, Container> containers) throws IOException {
        Map<Place, Stretch> stretches = new HashMap<>();
        log.stretches().forEach(stretch -> stretches.put(partitionOf(stretch), stretch));
        try {
            log.read(log.stretches(), record -> {
                Place place = new Place(record.place().topic(), record.place().partition(), 0);
                containers
                        .computeIfAbsent(
                                place, none -> Container.of(Objects.requireNonNull(stretches.get(place)), folder))
                        .add(record);
                note(record);
            });
        } catch (UncheckedIOException refused) {
            throw refused.getCause();
        }
    }

    private static Manifest.Partition put(ZipOutputStream zip, Stretch stretch, @Nullable Container container)
            throws IOException {
        if (container == null) {
            return new Manifest.Partition(
                    stretch.topic(), stretch.partition(), stretch.first(), stretch.end(), 0, null, null);
        }
        String name = BundleFormat.fileOf(stretch);
        container.putInto(zip, name);
        return new Manifest.Partition(
                stretch.topic(),
                stretch.partition(),
                stretch.first(),
                stretch.end(),
                container.records(),
                name,
                container.sha256());
    }

    /** What the manifest says beside the files: the schemas named, the heads of chains, the latest time. */
    private void note(LogRecord record) {
        newest = newest == null || record.at().isAfter(newest) ? record.at() : newest;
        String topic = record.place().topic();
        byte[] value = record.value();
        if (value == null
                || topic.equals(Topics.REPORT_SUBMITTED)
                || Topic.isOfDeadLetters(topic)
                || !EventDecoder.isFramed(value)) {
            return;
        }
        try {
            int schema = EventDecoder.schemaOf(value);
            if (!schemas.containsKey(schema)) {
                schemas.put(schema, log.schemas().apply(schema));
            }
            if (topic.equals(Topics.REPORT_ACCEPTED) || topic.equals(Topics.REPORT_REJECTED)) {
                noteHead(record, value);
            }
        } catch (SerializationException unreadable) {
            // It is exported as it stands; what cannot be read here cannot be read from the bundle either.
        }
    }

    private void noteHead(LogRecord record, byte[] value) {
        Claim.Linked link = Claim.Linked.of(decoder.decode(value), record.place());
        if (link != null) {
            heads.merge(
                    link.sender(),
                    link,
                    (one, two) -> two.source().offset() > one.source().offset() ? two : one);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        zip.putNextEntry(BundleFormat.entry(name, content.length, crc.getValue()));
        zip.write(content);
        zip.closeEntry();
    }
}
