package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import zhuji.events.Category;
import zhuji.events.Form;
import zhuji.events.Incident;
import zhuji.events.IncidentClass;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Source;
import zhuji.events.Stage;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;

/** What is written without asking is what Confluent's serializer writes, and what it refuses stays refused. */
class EventEncoderTest {

    private final String registry = "mock://" + UUID.randomUUID();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void writesTheBytesConfluentsSerializerWrites() {
        var serializer = serdes.<ReportRouted>serializer();
        byte[] first = serializer.serialize(Topics.REPORT_ROUTED, routed("450100:1"));
        byte[] second = serializer.serialize(Topics.REPORT_ROUTED, routed("450100:2"));

        assertThat(first).isEqualTo(confluent(routed("450100:1")));
        assertThat(second).isEqualTo(confluent(routed("450100:2")));
        assertThat(serdes.deserializer(ReportRouted.class).deserialize(Topics.REPORT_ROUTED, second))
                .isEqualTo(routed("450100:2"));
    }

    @Test
    void writesASubmissionThatSeveralEventsCarryAsConfluentsSerializerDoes() {
        var serializer = serdes.<RoutedReport>serializer();
        Submission one = submission("1");
        Submission other = submission("2");
        List<RoutedReport> events = List.of(
                delivered(one, Topics.REPORT_NATIONAL),
                delivered(one, Topics.region("45")),
                delivered(other, Topics.region("45")),
                delivered(one, Topics.region("45")));

        events.forEach(event -> assertThat(serializer.serialize(Topics.REPORT_NATIONAL, event))
                .isEqualTo(confluent(Topics.REPORT_NATIONAL, event)));
    }

    /** The first event of a type is read and written by Confluent's serializers, those after it are not. */
    @Test
    void passesASubmissionOnAsItIs() {
        var passing = serdes.passingSubmissionsOn(SpecificRecord.class);
        for (String id : List.of("1", "2", "3")) {
            Submission sent = submission(id);
            byte[] accepted = serdes.<ReportAccepted>serializer().serialize(Topics.REPORT_ACCEPTED, accepted(sent));

            var read = (ReportAccepted) passing.deserializer().deserialize(Topics.REPORT_ACCEPTED, accepted);
            byte[] passed = passing.serializer()
                    .serialize(Topics.REPORT_NATIONAL, delivered(read.getSubmission(), Topics.REPORT_NATIONAL));

            assertThat(passed).isEqualTo(confluent(Topics.REPORT_NATIONAL, delivered(sent, Topics.REPORT_NATIONAL)));
            assertThat(confluent(Topics.REPORT_ACCEPTED, read)).isEqualTo(accepted);
        }
    }

    @Test
    void readsATextThatIsAskedForAllTheSame() {
        var passing = serdes.passingSubmissionsOn(SpecificRecord.class).deserializer();
        byte[] bytes = serdes.<ReportAccepted>serializer().serialize(Topics.REPORT_ACCEPTED, accepted(submission("1")));
        passing.deserialize(Topics.REPORT_ACCEPTED, bytes);

        Submission read = ((ReportAccepted) passing.deserialize(Topics.REPORT_ACCEPTED, bytes)).getSubmission();

        assertThat(read).isInstanceOf(PassedSubmission.class);
        assertThat(List.of(read.getAuthor(), read.getSigner(), read.getTitle(), read.getBody()))
                .isEqualTo(Stream.of(submission("1"))
                        .flatMap(sent -> Stream.of(sent.getAuthor(), sent.getSigner(), sent.getTitle(), sent.getBody()))
                        .toList());
        assertThat(read.toString()).isEqualTo(submission("1").toString());
    }

    /** Services also keep events in their state, by Avro's own encoding. */
    @Test
    void readsAnIncidentWholeThatIsAskedFor() throws IOException {
        Submission sent = Submission.newBuilder(submission("1"))
                .setCategory(Category.MAJOR_INCIDENT)
                .setIncident(incident())
                .build();
        byte[] bytes = serdes.<ReportAccepted>serializer().serialize(Topics.REPORT_ACCEPTED, accepted(sent));
        var passing = serdes.passingSubmissionsOn(ReportAccepted.class).deserializer();
        passing.deserialize(Topics.REPORT_ACCEPTED, bytes);

        ReportAccepted read = passing.deserialize(Topics.REPORT_ACCEPTED, bytes);

        assertThat(read.getSubmission()).isInstanceOf(PassedSubmission.class);
        assertThat(read.getSubmission().getIncident()).isEqualTo(incident());
        assertThat(read.toByteBuffer()).isEqualTo(accepted(sent).toByteBuffer());
    }

    private static Incident incident() {
        return Incident.newBuilder()
                .setCaseNumber("1")
                .setStage(Stage.INITIAL)
                .setClass$(IncidentClass.ACCIDENT)
                .setType("FIRE")
                .setOccurredAt(Instant.parse("2025-03-04T02:00:00Z"))
                .setPlace("某路口")
                .setMeasuresTaken("已疏散")
                .build();
    }

    private byte[] confluent(ReportRouted event) {
        return confluent(Topics.REPORT_ROUTED, event);
    }

    private byte[] confluent(String topic, SpecificRecord event) {
        try (var serializer = new KafkaAvroSerializer(serdes.registry())) {
            serializer.configure(
                    Map.of(
                            "schema.registry.url",
                            registry,
                            "value.subject.name.strategy",
                            "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"),
                    false);
            return serializer.serialize(topic, event);
        }
    }

    @Test
    void writesAGoodEventAfterOneThatCannotBeWritten() {
        var serializer = serdes.<ReportRouted>serializer();
        byte[] good = serializer.serialize(Topics.REPORT_ROUTED, routed("450100:1"));
        ReportRouted half = routed("450100:2");
        half.put(half.getSchema().getField("policyVersion").pos(), null);

        assertThatThrownBy(() -> serializer.serialize(Topics.REPORT_ROUTED, half))
                .isInstanceOf(SerializationException.class);
        assertThat(serializer.serialize(Topics.REPORT_ROUTED, routed("450100:1")))
                .isEqualTo(good);
    }

    @Test
    void writesNothingOfNothing() {
        assertThat(serdes.serializer().serialize(Topics.REPORT_ROUTED, null)).isNull();
    }

    private static ReportRouted routed(String reportId) {
        return ReportRouted.newBuilder()
                .setEventId(reportId + "#ReportRouted")
                .setReportId(reportId)
                .setOffice("450100")
                .setRule("R4")
                .setZh("报国务院办公厅")
                .setEn("sent to the national office")
                .setPolicyVersion("1")
                .setRoutedAt(Instant.parse("2025-03-04T02:21:07Z"))
                .setMode(Mode.ACTUAL)
                .build();
    }

    private static ReportAccepted accepted(Submission submission) {
        return ReportAccepted.newBuilder()
                .setEventId("report.submitted/0/1#ReportAccepted")
                .setReportId("450100:" + submission.getSubmissionId())
                .setOffice("450100")
                .setSubmission(submission)
                .setReceivedAt(Instant.parse("2025-03-04T02:21:07Z"))
                .setDigest("0".repeat(64))
                .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 1L))
                .build();
    }

    private static RoutedReport delivered(Submission submission, String destination) {
        return RoutedReport.newBuilder()
                .setEventId("report.submitted/0/1#RoutedReport/" + destination)
                .setReportId("450100:" + submission.getSubmissionId())
                .setOffice("450100")
                .setDestination(destination)
                .setRule("R4")
                .setReceivedAt(Instant.parse("2025-03-04T02:21:07Z"))
                .setDigest("0".repeat(64))
                .setSubmission(submission)
                .build();
    }

    private static Submission submission(String id) {
        return Submission.newBuilder()
                .setSubmissionId(id)
                .setOffice("450100")
                .setAuthor("信息员")
                .setSigner("值班领导")
                .setMode(Mode.ACTUAL)
                .setCategory(Category.NEW_SITUATION)
                .setForm(Form.RESEARCH)
                .setUrgency(Urgency.ROUTINE)
                .setTitle("基层情况调研")
                .setBody("第" + id + "条")
                .setSubmittedAt(Instant.parse("2025-03-04T02:21:07Z"))
                .build();
    }
}
