package zhuji.intake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.smile.SmileMapper;
import zhuji.events.Topics;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.Status;

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

    @Test
    void readsReasonsNotesAndDestinationsAsTheyWereKept() {
        var reason = new Reason("TITLE_TOO_LONG", "title", "标题超过字数", "the title is too long");
        var refused = KeptReport.notAccepted(
                Standing.rejected("450100:2", Instant.parse("2025-03-04T02:30:00Z"), "d".repeat(64), List.of(reason)));
        var told = KeptReport.accepted(
                "c".repeat(64),
                Standing.accepted(
                                "450100:3",
                                "450100",
                                Instant.parse("2025-03-04T02:30:00Z"),
                                "d".repeat(64),
                                List.of(reason))
                        .with(new Progress(
                                "450100:3",
                                Map.of(Topics.REPORT_NATIONAL, Status.ADOPTED, Topics.region("45"), Status.ROUTED))));
        var serde = Stores.smile(KeptReport.class);

        assertThat(List.of(refused, told))
                .allSatisfy(kept -> assertThat(serde.deserializer()
                                .deserialize("", serde.serializer().serialize("", kept)))
                        .isEqualTo(kept));
    }

    /** Times were text before they were milliseconds. */
    @Test
    void readsATimeThatIsText() {
        byte[] earlier = new SmileMapper().writeValueAsBytes(KEPT);

        assertThat(Stores.smile(KeptReport.class).deserializer().deserialize("", earlier))
                .isEqualTo(KEPT);
    }
}
