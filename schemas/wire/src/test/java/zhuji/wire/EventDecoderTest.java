package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import zhuji.events.Category;
import zhuji.events.ClosingBasis;
import zhuji.events.ClosingOffice;
import zhuji.events.ClosingRuleBook;
import zhuji.events.Form;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.Reason;
import zhuji.events.ReportRejected;
import zhuji.events.RoutedReport;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.events.YearClosed;

/** Events are read whole, or without what people wrote; nothing else is made of bytes. */
class EventDecoderTest {

    private static final Instant AT = Instant.parse("2025-03-04T02:21:07Z");

    private final EventSerdes serdes = new EventSerdes("mock://" + UUID.randomUUID());

    @Test
    void readsWhatWasWritten() {
        byte[] bytes = serdes.<RoutedReport>serializer().serialize(Topics.REPORT_NATIONAL, report("正文"));

        assertThat(EventDecoder.ofAll(serdes.schemas()).decode(bytes)).isEqualTo(report("正文"));
    }

    @Test
    void passesOverTextsAndReadsEverythingElse() {
        byte[] report = serdes.<RoutedReport>serializer().serialize(Topics.REPORT_NATIONAL, report("正文"));
        byte[] refusal = serdes.<ReportRejected>serializer().serialize(Topics.REPORT_REJECTED, refusal());
        EventDecoder decoder = EventDecoder.withoutTexts(serdes.schemas());

        var read = (RoutedReport) decoder.decode(report);
        var refused = (ReportRejected) decoder.decode(refusal);

        Submission expected = Submission.newBuilder(report("").getSubmission())
                .setAuthor("")
                .setSigner("")
                .setTitle("")
                .build();
        assertThat(read)
                .isEqualTo(RoutedReport.newBuilder(report(""))
                        .setSubmission(expected)
                        .build());
        assertThat(refused).isEqualTo(refusal());
    }

    /** What a closing rests on is no text of anybody's: a field of that name would be passed over. */
    @Test
    void readsAClosingWholeWithoutTexts() {
        var basis = new ClosingBasis(
                new ClosingRuleBook("评分办法", "h", "title: 评分办法"),
                List.of(new ClosingOffice("450100", "南宁市", Level.PREFECTURE, true, "信息联系点", 3)));
        YearClosed closed = YearClosed.newBuilder()
                .setEventId("c1")
                .setYear(2025)
                .setOperator("值班员")
                .setAt(Instant.EPOCH)
                .setBasis(basis)
                .build();
        byte[] bytes = serdes.<YearClosed>serializer().serialize(Topics.SCORE_CONTROL, closed);

        assertThat(EventDecoder.withoutTexts(serdes.schemas()).decode(bytes)).isEqualTo(closed);
    }

    @Test
    void refusesWhatIsNoEventOfOurs() {
        Schema foreign = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"File\",\"namespace\":\"java.io\",\"fields\":[]}");
        byte[] framed = ByteBuffer.allocate(5).put((byte) 0).putInt(7).array();

        assertThatThrownBy(() -> EventDecoder.ofAll(number -> foreign).decode(framed))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("java.io.File");
        assertThatThrownBy(
                        () -> EventDecoder.ofAll(number -> foreign).decode("plain".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(SerializationException.class);
    }

    private static RoutedReport report(String body) {
        return RoutedReport.newBuilder()
                .setEventId("450100:1#RoutedReport")
                .setReportId("450100:1")
                .setOffice("450100")
                .setDestination(Topics.REPORT_NATIONAL)
                .setRule("R4")
                .setReceivedAt(AT)
                .setDigest("0".repeat(64))
                .setSubmission(Submission.newBuilder()
                        .setSubmissionId("1")
                        .setOffice("450100")
                        .setAuthor("信息员甲")
                        .setSigner("值班领导乙")
                        .setMode(Mode.ACTUAL)
                        .setCategory(Category.NEW_SITUATION)
                        .setForm(Form.RESEARCH)
                        .setUrgency(Urgency.ROUTINE)
                        .setTitle("标题")
                        .setBody(body)
                        .setSubmittedAt(AT)
                        .build())
                .build();
    }

    private static ReportRejected refusal() {
        return ReportRejected.newBuilder()
                .setEventId("refusal")
                .setOffice("450100")
                .setReceivedAt(AT)
                .setReasons(List.of(new Reason("TITLE_MISSING", "title", "缺少标题", "the title is missing")))
                .setDigest("0".repeat(64))
                .setOriginal(ByteBuffer.wrap("原文".getBytes(StandardCharsets.UTF_8)))
                .setSource(new Source(Topics.REPORT_SUBMITTED, 0, 1L))
                .build();
    }
}
