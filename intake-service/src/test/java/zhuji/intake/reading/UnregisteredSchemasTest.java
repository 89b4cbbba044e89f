package zhuji.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class UnregisteredSchemasTest {

    private static final Instant NOW = Instant.parse("2025-03-01T08:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(5);
    private static final Schema REGISTERED = Schema.create(Schema.Type.STRING);

    private final List<Integer> asked = new ArrayList<>();
    private final UnregisteredSchemas schemas = new UnregisteredSchemas(InstantSource.fixed(NOW));

    private Schema none(int number) {
        asked.add(number);
        throw new SerializationException("none");
    }

    private Schema away(int number) {
        asked.add(number);
        throw new SerializationException("away", new TimeoutException("away"));
    }

    @Test
    void asksOnceForWhatWasReceivedBeforeTheAnswer() {
        for (int times = 0; times < 3; times++) {
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> schemas.askUnlessKnown(7, BEFORE, this::none));
        }

        assertThat(asked).containsExactly(7);
    }

    @Test
    void asksAgainForWhatWasReceivedAfterIt() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> schemas.askUnlessKnown(7, BEFORE, this::none));

        assertThat(schemas.askUnlessKnown(7, NOW, number -> REGISTERED)).isEqualTo(REGISTERED);
    }

    @Test
    void takesNoRegistryThatIsAwayForAnAnswer() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> schemas.askUnlessKnown(7, BEFORE, this::away));

        assertThat(schemas.askUnlessKnown(7, BEFORE, number -> REGISTERED)).isEqualTo(REGISTERED);
    }
}
