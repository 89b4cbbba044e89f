package zhuji.audit.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;

/**
 * How a bundle is written: a ZIP whose files are stored as they are, at one fixed time, in one order, so that the same log gives the same bytes on
 * every machine. Each partition is an Avro container file of its records, bytes untouched.
 */
final class BundleFormat {

    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_DIGEST = "manifest.sha256";

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int SYNC_BYTES = 16;

    private static final Schema HEADER = SchemaBuilder.record("Header")
            .namespace("zhuji.bundle")
            .fields()
            .requiredString("name")
            .optionalBytes("value")
            .endRecord();

    private static final Schema RECORD = SchemaBuilder.record("Record")
            .namespace("zhuji.bundle")
            .doc("A record as it stood on its partition; framed values name their schema in schemas/<id>.avsc")
            .fields()
            .requiredLong("offset")
            .requiredLong("timestamp")
            .optionalBytes("key")
            .optionalBytes("value")
            .name("headers")
            .type()
            .array()
            .items(HEADER)
            .noDefault()
            .endRecord();

    private BundleFormat() {}

    static String fileOf(Stretch stretch) {
        return "log/" + stretch.topic() + "/" + stretch.partition() + ".avro";
    }

    static String fileOf(int schema) {
        return "schemas/" + schema + ".avsc";
    }

    /** A file of the bundle; the bytes are its bytes. */
    static ZipEntry entry(String name, long size, long crc) {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        return entry;
    }

    /** A container file; its sync marker follows from the partition, where Avro would draw one. */
    static DataFileWriter<GenericRecord> writer(Stretch stretch, OutputStream out) throws IOException {
        byte[] sync = Arrays.copyOf(sha256().digest(fileOf(stretch).getBytes(StandardCharsets.UTF_8)), SYNC_BYTES);
        return new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(RECORD)).create(RECORD, out, sync);
    }

    static GenericRecord write(LogRecord record) {
        List<GenericRecord> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            var written = new GenericData.Record(HEADER);
            written.put("name", header.key());
            written.put("value", wrapped(header.value()));
            headers.add(written);
        }
        var written = new GenericData.Record(RECORD);
        written.put("offset", record.place().offset());
        written.put("timestamp", record.at().toEpochMilli());
        written.put("key", wrapped(record.key()));
        written.put("value", wrapped(record.value()));
        written.put("headers", headers);
        return written;
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    /** Reads a container file to its end. */
    static void read(Stretch stretch, InputStream in, Consumer<LogRecord> each) throws IOException {
        try (var records = new DataFileStream<GenericRecord>(in, new GenericDatumReader<>(null, RECORD))) {
            GenericRecord record = null;
            while (records.hasNext()) {
                record = records.next(record);
                each.accept(read(stretch, record));
            }
        }
    }

    private static LogRecord read(Stretch stretch, GenericRecord record) {
        List<Header> headers = new ArrayList<>();
        for (Object header : (List<?>) record.get("headers")) {
            var read = (GenericRecord) header;
            headers.add(new RecordHeader(read.get("name").toString(), bytes(read.get("value"))));
        }
        return new LogRecord(
                new Place(stretch.topic(), stretch.partition(), (Long) record.get("offset")),
                Instant.ofEpochMilli((Long) record.get("timestamp")),
                bytes(record.get("key")),
                bytes(record.get("value")),
                headers);
    }

    private static byte @Nullable [] bytes(@Nullable Object buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[((ByteBuffer) buffer).remaining()];
        ((ByteBuffer) buffer).duplicate().get(bytes);
        return bytes;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
