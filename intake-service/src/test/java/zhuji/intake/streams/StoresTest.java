package zhuji.intake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.smile.SmileMapper;
import zhuji.intake.domain.Standing;

/** What is kept is read as it was, also what an earlier build kept. */
class StoresTest {

    private static final KeptReport KEPT = KeptReport.accepted(
            "c".repeat(64),
            Standing.accepted(
                    "450100:1", "450100", Instant.parse("2025-03-04T02:30:00.123Z"), "d".repeat(64), List.of()));

    @Test
    void readsATimeAsItWasKept() {
        var serde = Stores.smile(KeptReport.class);

        assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", KEPT)))
                .isEqualTo(KEPT);
    }

    /** Times were text before they were milliseconds. */
    @Test
    void readsATimeThatIsText() {
        byte[] earlier = new SmileMapper().writeValueAsBytes(KEPT);

        assertThat(Stores.smile(KeptReport.class).deserializer().deserialize("", earlier))
                .isEqualTo(KEPT);
    }
}
