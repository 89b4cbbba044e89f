package zhuji.audit.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipOutputStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericRecord;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Stretch;

/** A partition's container file while it is written, beside the bundle it goes into: a ZIP has to know how long a file is before it. */
final class Container implements AutoCloseable {

    private final Path file;
    private final MessageDigest sha = BundleFormat.sha256();
    private final CRC32 crc = new CRC32();
    private final DataFileWriter<GenericRecord> writer;
    private long records;

    private Container(Stretch stretch, Path folder) throws IOException {
        this.file = Files.createTempFile(folder, "zhuji-export", ".avro");
        this.writer = BundleFormat.writer(
                stretch,
                new BufferedOutputStream(
                        new CheckedOutputStream(new DigestOutputStream(Files.newOutputStream(file), sha), crc)));
    }

    static Container of(Stretch stretch, Path folder) {
        try {
            return new Container(stretch, folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    void add(LogRecord record) {
        try {
            writer.append(BundleFormat.write(record));
            records++;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** It is full, and goes into the bundle. */
    void putInto(ZipOutputStream zip, String name) throws IOException {
        writer.close();
        zip.putNextEntry(BundleFormat.entry(name, Files.size(file), crc.getValue()));
        try (InputStream content = Files.newInputStream(file)) {
            content.transferTo(zip);
        }
        zip.closeEntry();
    }

    long records() {
        return records;
    }

    /** Of the whole file, once it is in the bundle. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("every JDK's SHA-256 can be copied", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(file);
    }
}
