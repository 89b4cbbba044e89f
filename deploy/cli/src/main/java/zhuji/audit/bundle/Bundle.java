package zhuji.audit.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Stretch;

/** A log in a file, exported elsewhere. Needs neither broker nor registry. */
public final class Bundle implements Log, AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<Stretch, Manifest.Partition> partitions = new HashMap<>();

    private Bundle(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
        manifest.partitions().forEach(partition -> partitions.put(partition.stretch(), partition));
    }

    /**
     * Opens a bundle and makes sure that every byte of it is as it was exported.
     *
     * @throws LogException when it is no bundle, or not what its manifest says: the message names the file in it that was changed
     */
    public static Bundle open(Path file) {
        if (!Files.isReadable(file)) {
            throw new LogException(file + " is not there, or cannot be read");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new LogException(file + " is no bundle, or its table of contents was changed", damaged);
        }
        try {
            Manifest manifest = manifest(file, zip);
            var bundle = new Bundle(file, zip, manifest);
            bundle.requireUnchanged();
            bundle.readSchemas();
            return bundle;
        } catch (LogException | IOException changed) {
            close(zip);
            throw changed instanceof LogException known
                    ? known
                    : new LogException(file + " was changed: " + changed.getMessage(), changed);
        }
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException unreadable) {
            throw new LogException("the bundle cannot be closed", unreadable);
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        byte[] json = content(zip, BundleFormat.MANIFEST);
        String digest = new String(content(zip, BundleFormat.MANIFEST_DIGEST), StandardCharsets.US_ASCII);
        if (!HEX.formatHex(BundleFormat.sha256().digest(json)).equals(digest)) {
            throw new LogException(file + " was changed: " + BundleFormat.MANIFEST + " is not what its SHA-256 says");
        }
        Manifest manifest = Manifest.of(json);
        if (manifest.format() != Manifest.FORMAT) {
            throw new LogException(
                    file + " is of format " + manifest.format() + "; this version reads " + Manifest.FORMAT);
        }
        return manifest;
    }

    private static byte[] content(ZipFile zip, String name) throws IOException {
        try (InputStream in = open(zip, name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new LogException(zip.getName() + " was changed, or is no bundle: it lacks " + name);
        }
        return zip.getInputStream(entry);
    }

    /** A file that is there, with the digest it must have. */
    private record Expected(String name, @Nullable String sha256) {}

    private List<Expected> expected() {
        List<Expected> files = new ArrayList<>();
        manifest.partitions().stream()
                .filter(partition -> partition.file() != null)
                .forEach(partition -> files.add(new Expected(String.valueOf(partition.file()), partition.sha256())));
        manifest.schemas().forEach(schema -> files.add(new Expected(schema.file(), schema.sha256())));
        files.add(new Expected(BundleFormat.MANIFEST, null));
        files.add(new Expected(BundleFormat.MANIFEST_DIGEST, null));
        return files;
    }

    /**
     * Each file against its digest; then the whole against what an export of these files writes, so that no byte between them is another either.
     */
    private void requireUnchanged() throws IOException {
        for (Expected expected : expected()) {
            requireDigest(expected);
        }
        try (var unchanged = new Comparing(file);
                var again = new ZipOutputStream(unchanged)) {
            for (Expected expected : expected()) {
                ZipEntry entry = zip.getEntry(expected.name());
                again.putNextEntry(BundleFormat.entry(expected.name(), entry.getSize(), entry.getCrc()));
                try (InputStream in = zip.getInputStream(entry)) {
                    in.transferTo(again);
                }
                again.closeEntry();
            }
            again.finish();
            unchanged.requireEnd();
        }
    }

    private void requireDigest(Expected expected) throws IOException {
        MessageDigest sha = BundleFormat.sha256();
        try (var in = new DigestInputStream(open(zip, expected.name()), sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (expected.sha256() != null && !HEX.formatHex(sha.digest()).equals(expected.sha256())) {
            throw new LogException(file + " was changed: " + expected.name() + " is not what the manifest says");
        }
    }

    /** Takes what should be in a file, and refuses the first byte that is not. */
    private static final class Comparing extends OutputStream {

        private final Path file;
        private final InputStream there;
        private long position;

        Comparing(Path file) throws IOException {
            this.file = file;
            this.there = new BufferedInputStream(Files.newInputStream(file));
        }

        @Override
        public void write(int expected) throws IOException {
            if (there.read() != (expected & 0xff)) {
                throw changed();
            }
            position++;
        }

        private LogException changed() {
            return new LogException(
                    file + " was changed: byte " + position + ", between its files, is not as an export writes it");
        }

        void requireEnd() throws IOException {
            if (there.read() >= 0) {
                throw changed();
            }
        }

        @Override
        public void close() throws IOException {
            there.close();
        }
    }

    private void readSchemas() throws IOException {
        for (Manifest.SchemaFile schema : manifest.schemas()) {
            String text = new String(content(zip, schema.file()), StandardCharsets.UTF_8);
            schemas.put(schema.id(), new Schema.Parser().parse(text));
        }
    }

    /** What it holds. */
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public List<Stretch> stretches() {
        return manifest.partitions().stream().map(Manifest.Partition::stretch).toList();
    }

    @Override
    public void read(List<Stretch> some, Consumer<LogRecord> each) {
        for (Stretch stretch : some) {
            Manifest.Partition partition = partitions.get(stretch);
            if (partition == null || partition.file() == null) {
                continue;
            }
            try (InputStream in = new BufferedInputStream(open(zip, partition.file()))) {
                BundleFormat.read(stretch, in, each);
            } catch (IOException | AvroRuntimeException unreadable) {
                throw new LogException(partition.file() + " in the bundle cannot be read", unreadable);
            }
        }
    }

    @Override
    public IntFunction<Schema> schemas() {
        return number -> {
            Schema schema = schemas.get(number);
            if (schema == null) {
                throw new SerializationException("the bundle has no schema " + number);
            }
            return schema;
        };
    }

    @Override
    public @Nullable Instant from() {
        return manifest.from();
    }

    @Override
    public boolean isWhole() {
        return manifest.whole();
    }

    @Override
    public Instant until() {
        return manifest.until();
    }

    @Override
    public void close() {
        close(zip);
    }
}
