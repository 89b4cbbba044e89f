package zhuji.scoring.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zhuji.events.AnnualTally;
import zhuji.events.Category;
import zhuji.events.Form;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.testkit.TopologyUnderTest;

class ScoringTopologyTest {

    private TopologyUnderTest topology;

    @BeforeEach
    void start() {
        topology = new TopologyUnderTest(
                Topics.SCORING,
                Instant.parse("2025-03-04T02:30:00Z"),
                (builder, serdes) -> new ScoringTopology(serdes).addTo(builder));
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    /** Renaming a node or store strands the state of running instances; this makes such a change visible in review. */
    @Test
    void keepsItsShape() throws IOException {
        assertThat(topology.description())
                .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/topology.txt")));
    }

    @Test
    void keepsATallyForEachOfficeAndYear() {
        accept("450100", "2025-12-31T15:59:59Z");
        accept("450100", "2025-12-31T16:00:00Z");
        accept("450100", "2025-03-01T00:00:00Z");
        accept("450200", "2025-03-01T00:00:00Z");

        assertThat(topology.records(Topics.SCORE_TALLY))
                .extracting(record -> record.key(), record -> ((AnnualTally) record.value()).getAccepted())
                .containsExactly(
                        tuple("450100/2025", 1L),
                        tuple("450100/2026", 1L),
                        tuple("450100/2025", 2L),
                        tuple("450200/2025", 1L));
    }

    private void accept(String office, String submittedAt) {
        Instant at = Instant.parse(submittedAt);
        Submission submission = Submission.newBuilder()
                .setSubmissionId(submittedAt)
                .setOffice(office)
                .setMode(Mode.ACTUAL)
                .setCategory(Category.NEW_SITUATION)
                .setForm(Form.RESEARCH)
                .setUrgency(Urgency.ROUTINE)
                .setSubmittedAt(at)
                .build();
        topology.put(
                Topics.REPORT_ACCEPTED,
                office,
                ReportAccepted.newBuilder()
                        .setEventId("e")
                        .setReportId(office + ":" + submittedAt)
                        .setOffice(office)
                        .setSubmission(submission)
                        .setReceivedAt(at)
                        .setDigest("d")
                        .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 0L))
                        .build(),
                at);
    }
}
