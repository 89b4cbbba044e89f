package zhuji.audit.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;
import zhuji.events.Topics;

/** A bundle is the bytes of the log, the same each time, and no byte of it can be changed unnoticed. */
class BundleTest {

    private static final Instant AT = Instant.parse("2025-03-04T02:21:07.123Z");
    private static final Stretch SENT = new Stretch(Topics.REPORT_SUBMITTED, 0, 5, 9);
    private static final Stretch NOTHING = new Stretch(Topics.REPORT_NATIONAL, 2, 0, 0);

    @TempDir
    private Path folder;

    private Path written(String name) {
        Path file = folder.resolve(name);
        new BundleWriter(new SmallLog()).write(file, null);
        return file;
    }

    @Test
    void givesBackEveryRecordAsItStood() {
        List<LogRecord> read = new ArrayList<>();
        try (Bundle bundle = Bundle.open(written("log.zip"))) {
            bundle.read(bundle.stretches(), read::add);

            assertThat(bundle.stretches()).containsExactly(NOTHING, SENT);
            assertThat(bundle.until()).isEqualTo(AT.plusSeconds(1));
            assertThat(bundle.isWhole()).isTrue();
        }

        assertThat(read).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(SmallLog.RECORDS);
    }

    @Test
    void isTheSameEachTime() {
        assertThat(written("two.zip")).hasSameBinaryContentAs(written("one.zip"));
    }

    @Test
    void findsEveryByteThatIsChanged() throws Exception {
        Path file = written("log.zip");
        byte[] bytes = Files.readAllBytes(file);

        for (int place = 0; place < bytes.length; place++) {
            bytes[place] ^= 0x10;
            Files.write(file, bytes);
            assertThatThrownBy(() -> Bundle.open(file).close())
                    .as("byte " + place)
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("log.zip");
            bytes[place] ^= 0x10;
        }
    }

    @Test
    void saysWhatIsNoBundle() throws Exception {
        Path text = Files.writeString(folder.resolve("note.txt"), "no bundle");

        assertThatThrownBy(() -> Bundle.open(text)).hasMessageContaining("note.txt is no bundle");
        assertThatThrownBy(() -> Bundle.open(folder.resolve("gone.zip"))).hasMessageContaining("is not there");
    }

    /** Two partitions, three records. */
    private static final class SmallLog implements Log {

        static final List<LogRecord> RECORDS = List.of(
                record(5, AT, "450100", "{\"submissionId\":\"1\"}"),
                record(7, AT.plusSeconds(1), null, "not framed"),
                record(8, AT, "450200", null));

        private static LogRecord record(long offset, Instant at, @Nullable String key, @Nullable String value) {
            return new LogRecord(
                    new Place(SENT.topic(), SENT.partition(), offset),
                    at,
                    bytes(key),
                    bytes(value),
                    List.of(
                            new RecordHeader("content-type", bytes("application/json")),
                            new RecordHeader("empty", null)));
        }

        private static byte @Nullable [] bytes(@Nullable String text) {
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public List<Stretch> stretches() {
            return List.of(SENT, NOTHING);
        }

        @Override
        public void read(List<Stretch> some, Consumer<LogRecord> each) {
            RECORDS.forEach(each);
        }

        @Override
        public IntFunction<Schema> schemas() {
            return number -> {
                throw new SerializationException("there are no schemas here");
            };
        }

        @Override
        public @Nullable Instant from() {
            return null;
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public Instant until() {
            return AT;
        }
    }
}
