package zhuji.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhuji.events.SolicitationMissed;
import zhuji.events.Topics;
import zhuji.events.YearClosed;

/** Events are what they were, whoever reads them at the same time, and nonsense is refused the second time as the first. */
class EventSerdesTest {

    private static final Instant AT = Instant.parse("2025-12-31T16:00:00Z");

    private EventSerdes serdes;
    private Serializer<YearClosed> serializer;
    private Deserializer<YearClosed> deserializer;

    @BeforeEach
    void make() {
        serdes = new EventSerdes("mock://" + UUID.randomUUID());
        serializer = serdes.serializer();
        deserializer = serdes.deserializer(YearClosed.class);
    }

    /** Threads of Kafka Streams share one deserializer. */
    @Test
    void readsTheSameForSeveralThreads() throws Exception {
        List<byte[]> written = new ArrayList<>();
        for (int year = 0; year < 2_000; year++) {
            written.add(bytes(year));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> readings = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                readings.add(() -> readAll(written));
            }
            for (Future<Boolean> reading : threads.invokeAll(readings)) {
                assertThat(reading.get()).isTrue();
            }
        }
    }

    private boolean readAll(List<byte[]> written) {
        for (int year = 0; year < written.size(); year++) {
            YearClosed read = deserializer.deserialize(Topics.SCORE_CONTROL, written.get(year));
            if (!read.equals(closed(year))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void refusesWhatItsSchemaCannotReadAlsoWhenTheSchemaIsKnown() {
        byte[] whole = bytes(2025);
        deserializer.deserialize(Topics.SCORE_CONTROL, whole);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);

        assertThatThrownBy(() -> deserializer.deserialize(Topics.SCORE_CONTROL, cut))
                .isInstanceOf(SerializationException.class);
        assertThat(deserializer.deserialize(Topics.SCORE_CONTROL, null)).isNull();
        assertThatThrownBy(() -> deserializer.deserialize(Topics.SCORE_CONTROL, "not an event".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void takesNothingForAnEventOfAnotherType() {
        byte[] other = serdes.<SolicitationMissed>serializer()
                .serialize(
                        Topics.SCORE_CONTROL,
                        SolicitationMissed.newBuilder()
                                .setEventId("m")
                                .setYear(2025)
                                .setOffice("450100")
                                .setSolicitationId("Y1")
                                .setAt(AT)
                                .build());

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> deserializer.deserialize(Topics.SCORE_CONTROL, other))
                    .isInstanceOf(ClassCastException.class);
        }
    }

    private byte[] bytes(int year) {
        return serializer.serialize(Topics.SCORE_CONTROL, closed(year));
    }

    private static YearClosed closed(int year) {
        return YearClosed.newBuilder()
                .setEventId("close/" + year)
                .setYear(year)
                .setOperator("值班员".repeat(1 + year % 7))
                .setReason("年终")
                .setAt(AT)
                .build();
    }
}
