package zhuji.intake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zhuji.events.Topics;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.Status;
import zhuji.testkit.TopologyUnderTest;

/** What is held beside the store is never other than what the store has. */
class LatestReportsTest {

    private static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");
    private static final String REGION = Topics.region("45");

    private final TopologyUnderTest topology =
            new TopologyUnderTest(Topics.INTAKE, RECEIVED, (builder, serdes) -> keepNothingElse(builder));
    private final LatestReports reports = new LatestReports(topology.store(Stores.REPORTS));

    private static void keepNothingElse(StreamsBuilder builder) {
        builder.addStateStore(Stores.reports());
        builder.stream("in", Consumed.with(Serdes.String(), Serdes.String())).process(Idle::new, Stores.REPORTS);
    }

    private static final class Idle implements Processor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            // The test alone writes the store.
        }
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    private static KeptReport accepted(int number) {
        String reportId = "450100:" + number;
        return KeptReport.accepted(
                "c".repeat(64), Standing.accepted(reportId, "450100", RECEIVED, "d".repeat(64), List.of()));
    }

    private static KeptReport told(int number) {
        KeptReport before = accepted(number);
        var news = new Progress("450100:" + number, Map.of(REGION, Status.ADOPTED));
        return before.withStanding(before.standing().with(news));
    }

    private static KeptReport refused(String reportId) {
        var reason = new Reason("TITLE_TOO_LONG", "title", "标题超过字数", "the title is too long");
        return KeptReport.notAccepted(Standing.rejected(reportId, RECEIVED, "d".repeat(64), List.of(reason)));
    }

    /** Another instance over the same store has nothing held yet. */
    private LatestReports another() {
        return new LatestReports(topology.store(Stores.REPORTS));
    }

    @Test
    void findsMoreThanItHolds() {
        int more = LatestReports.HELD + 10;
        for (int number = 0; number < more; number++) {
            reports.keep("450100:" + number, accepted(number));
        }

        for (int number = 0; number < more; number++) {
            assertThat(reports.find("450100:" + number)).isEqualTo(accepted(number));
        }
        assertThat(reports.find("450100:" + more)).isNull();
    }

    @Test
    void leavesToWhoComesAfterWhatItFoundItself() {
        reports.keep("450100:1", accepted(1));
        reports.keep("450100:1", told(1));

        assertThat(reports.find("450100:1")).isEqualTo(told(1));
        assertThat(another().find("450100:1")).isEqualTo(told(1));
    }

    @Test
    void holdsThatOfWhichNewsIsToCome() {
        reports.keep("450100:1", accepted(1));

        assertThat(isHeld("450100:1")).isTrue();
    }

    @Test
    void holdsNoLongerWhatNewsHasComeOf() {
        reports.keep("450100:1", accepted(1));
        reports.keep("450100:1", told(1));

        assertThat(isHeld("450100:1")).isFalse();
    }

    @Test
    void holdsNothingThatWasRefused() {
        reports.keep("450100:1", refused("450100:1"));

        assertThat(isHeld("450100:1")).isFalse();
    }

    /** What is deleted from the store behind its back is found only where it is held. */
    private boolean isHeld(String reportId) {
        topology.store(Stores.REPORTS).delete(reportId);
        return reports.find(reportId) != null;
    }

    @Test
    void findsTheLatestOfWhatWasRefusedAndAcceptedInTurn() {
        reports.keep("450100:1", refused("450100:1"));
        assertThat(reports.find("450100:1")).isEqualTo(refused("450100:1"));

        reports.keep("450100:1", accepted(1));
        assertThat(reports.find("450100:1")).isEqualTo(accepted(1));

        reports.keep("450100:1", refused("450100:1"));
        assertThat(reports.find("450100:1")).isEqualTo(refused("450100:1"));
    }
}
