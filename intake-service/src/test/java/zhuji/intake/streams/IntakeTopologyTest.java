package zhuji.intake.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.events.Category;
import zhuji.events.EvaluationKind;
import zhuji.events.EventHeaders;
import zhuji.events.Form;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Mode;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Reason;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.Sensitivity;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.intake.domain.ClockRule;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.Status;
import zhuji.intake.domain.TextLimits;
import zhuji.testkit.TopologyUnderTest;

class IntakeTopologyTest {

    private static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");

    private TopologyUnderTest topology;

    @BeforeEach
    void start() {
        topology = new TopologyUnderTest(
                Topics.INTAKE,
                RECEIVED,
                (builder, serdes) -> new IntakeTopology(
                                serdes,
                                new SubmissionPartitions(1),
                                new ClockRule(Duration.ofMinutes(5), Duration.ofDays(3), Duration.ofDays(366), false),
                                new TextLimits(50, 200, 20_000),
                                new IntakeMetrics(new SimpleMeterRegistry()))
                        .addTo(builder));
        topology.put(Topics.OFFICE_REGISTERED, "000000", office("000000", Level.NATIONAL, null), RECEIVED);
        topology.put(Topics.OFFICE_REGISTERED, "450100", office("450100", Level.PREFECTURE, "000000"), RECEIVED);
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
    void makesTheSameReportOfJsonAndAvro() {
        json("450100", submission("1", "标题"));
        avro("450100", avroSubmission("2", "标题"));

        assertThat(topology.taken(Topics.REPORT_ACCEPTED, ReportAccepted.class))
                .extracting(
                        ReportAccepted::getReportId,
                        accepted -> accepted.getSubmission().getTitle())
                .containsExactly(tuple("450100:1", "标题"), tuple("450100:2", "标题"));
    }

    @Test
    void knowsADuplicateWhateverFormItComesIn() {
        json("450100", submission("1", "标题"));
        avro("450100", avroSubmission("1", "标题"));
        json("450100", " " + submission("1", "标题"));
        json("450100", submission("1", "另一标题"));

        assertThat(topology.records(Topics.REPORT_REJECTED))
                .extracting(TestRecord::value)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isInstanceOfSatisfying(
                                        ReportDuplicated.class,
                                        duplicate -> assertThat(duplicate.getReportId())
                                                .isEqualTo("450100:1")),
                        second -> assertThat(second).isInstanceOf(ReportDuplicated.class),
                        third -> assertThat(codes(third)).containsExactly("CONFLICTING_RESUBMISSION"));
    }

    @Test
    void carriesWhenTheOfficeLearnedOfAnIncidentAndWhatMakesItSensitive() {
        json("450100", incident("1", "[\"POPULATION\",\"TIME\"]"));
        json("450100", incident("2", "[\"WEATHER\"]"));
        json("450100", incident("3", "\"POPULATION\""));

        assertThat(topology.taken(Topics.REPORT_ACCEPTED, ReportAccepted.class))
                .singleElement()
                .satisfies(accepted -> {
                    var incident = accepted.getSubmission().getIncident();
                    assertThat(incident.getLearnedAt()).isEqualTo(Instant.parse("2025-03-04T02:20:00Z"));
                    assertThat(incident.getSensitive()).containsExactly(Sensitivity.POPULATION, Sensitivity.TIME);
                });
        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .hasSize(2)
                .allSatisfy(rejected -> assertThat(rejected.getReasons())
                        .singleElement()
                        .satisfies(reason -> {
                            assertThat(reason.getCode()).isEqualTo("WRONG_TYPE");
                            assertThat(reason.getPath()).isEqualTo("incident.sensitive");
                        }));
    }

    private static String incident(String number, String sensitive) {
        return submission(number, "标题")
                .replace("NEW_SITUATION", "MAJOR_INCIDENT")
                .replace("\"title\"", """
                        "incident":{"caseNumber":"K%s","stage":"INITIAL","class":"ACCIDENT","type":"FIRE","division":"450100",\
                        "occurredAt":"2025-03-04T10:00:00+08:00","learnedAt":"2025-03-04T10:20:00+08:00","sensitive":%s},"title\"""".formatted(number, sensitive));
    }

    @Test
    void refusesUnknownFieldsWrongTypesAndDoubledNamesByName() {
        json(
                "450100",
                submission("1", "标题")
                        .replace("\"form\":\"RESEARCH\"", "\"form\":\"POEM\",\"colour\":1,\"signer\":[]")
                        .replace("\"signer\":\"乙\",", ""));
        json("450100", "{\"office\":\"450100\",\"office\":\"450200\"}");

        List<SpecificRecord> rejected = topology.records(Topics.REPORT_REJECTED).stream()
                .map(TestRecord::value)
                .toList();
        assertThat(((ReportRejected) rejected.getFirst()).getReasons())
                .extracting(Reason::getCode, Reason::getPath)
                .containsExactlyInAnyOrder(
                        tuple("UNKNOWN_FIELD", "colour"), tuple("WRONG_TYPE", "form"), tuple("WRONG_TYPE", "signer"));
        assertThat(codes(rejected.getLast())).containsExactly("UNDECODABLE");
    }

    @Test
    void keepsWhatItRefusedSoThatNothingIsLost() {
        String untitled = submission("1", "");
        json("450100", untitled);

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.getOriginal().array()).isEqualTo(untitled.getBytes(UTF_8));
                    assertThat(rejected.getDigest()).hasSize(64);
                });
    }

    /** Nobody knows what it is, and so it may be secret: its digest, its length and the reasons are kept. */
    @Test
    void keepsNothingOfWhatItCannotReadOrHasAFieldNobodyKnows() {
        topology.put(
                Topics.REPORT_SUBMITTED,
                new TestRecord<>("450100", new byte[] {9, 8, 7}, new RecordHeaders(), RECEIVED));
        json("450100", submission("1", "标题").replace("\"form\"", "\"colour\":\"red\",\"form\""));

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .hasSize(2)
                .allSatisfy(rejected -> {
                    assertThat(rejected.getOriginal()).isNull();
                    assertThat(rejected.getDigest()).hasSize(64);
                    assertThat(rejected.getLength()).isPositive();
                    assertThat(rejected.getReasons()).isNotEmpty();
                });
    }

    /** The same bytes under another label cannot be read, and may be marked then: they are not kept under any. */
    @Test
    void keepsNothingThatWouldBeDoubtfulUnderAnotherLabel() {
        String doubtful = submission("机密", "标题");
        json("450100", doubtful);
        sent("content-type", "text/xml", doubtful.getBytes(UTF_8));

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .hasSize(2)
                .allSatisfy(rejected -> assertThat(rejected.getOriginal()).isNull());
    }

    @Test
    void refusesWhatIsTooLongUnread() {
        json("450100", submission("1", "标题").replace("正文", "长".repeat(3_000_000)));
        json("450100", submission("2", "标题"));

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(codes(rejected)).containsExactly("SUBMISSION_TOO_LARGE");
                    assertThat(rejected.getOriginal()).isNull();
                    assertThat(rejected.getLength()).isGreaterThan(9_000_000);
                });
        assertThat(topology.taken(Topics.REPORT_ACCEPTED, ReportAccepted.class)).hasSize(1);
    }

    /** What is published is what the digest covers: half a character would be published as a question mark. */
    @Test
    void refusesHalfACharacterAndPublishesNoneOfItsOwnMaking() {
        json("450100", submission("S\\ud842", "标题"));
        json("450100", submission("1", "x\\ud800y"));
        json("450100", submission("x".repeat(79) + "𠮷野家", "标题"));

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .extracting(rejected -> rejected.getReasons().getFirst().getPath())
                .containsExactly("submissionId", "title", "submissionId");
        assertThat(topology.rawRecords("report.submitted.intake.dlt")).isEmpty();
    }

    @Test
    void keepsNothingOfWhoIsNoOffice() {
        for (int number = 0; number < 50; number++) {
            json("stranger" + number, submission("1", "标题"));
        }

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .hasSize(50)
                .allSatisfy(rejected -> {
                    assertThat(rejected.getRegistered()).isFalse();
                    assertThat(rejected.getChained()).isFalse();
                });
        assertThat(topology.<String>store(Stores.CHAIN_HEADS).all().hasNext()).isFalse();
        assertThat(topology.<KeptReport>store(Stores.REPORTS).all().hasNext()).isFalse();
    }

    @Test
    void keepsTheLastOfAnOfficesWrongSubmissions() {
        for (int number = 0; number < RejectedReports.MOST + 20; number++) {
            json("450100", submission("n" + number, ""));
        }

        var reports = topology.<KeptReport>store(Stores.REPORTS);
        assertThat(reports.get("450100:n19")).isNull();
        assertThat(reports.get("450100:n20")).isNotNull();
        assertThat(reports.get("450100:n" + (RejectedReports.MOST + 19))).isNotNull();
    }

    @Test
    void findsWhatCouldNotBeReadByItsPlaceAndItsDigest() {
        topology.put(
                Topics.REPORT_SUBMITTED,
                new TestRecord<>("450100", new byte[] {9, 8, 7}, new RecordHeaders(), RECEIVED));

        String digest = topology.taken(Topics.REPORT_REJECTED, ReportRejected.class)
                .getFirst()
                .getDigest();
        var reports = topology.<KeptReport>store(Stores.REPORTS);
        assertThat(reports.get("450100:@0/0").standing().digest()).isEqualTo(digest);
        assertThat(reports.get("450100:#" + digest).standing().outcome()).isEqualTo(Standing.Outcome.REJECTED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "content-type, application/json;charset=UTF-8",
        "Content-Type, Application/JSON",
        "CONTENT-TYPE, text/json",
        "contentType, \"application/json\"",
    })
    void readsTheContentTypeAsMimeHeadersAre(String name, String value) {
        sent(name, value, submission("1", "标题").getBytes(UTF_8));

        assertThat(topology.taken(Topics.REPORT_ACCEPTED, ReportAccepted.class)).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithTheEncodingOrTheLabel() {
        sent("content-type", "application/json", submission("1", "标题").getBytes(Charset.forName("GBK")));
        sent("content-type", "application/cloudevents+json", "{\"specversion\":\"1.0\"}".getBytes(UTF_8));
        sent("content-type", "application/avro", submission("2", "标题").getBytes(UTF_8));
        sent("content-type", "application/json", topology.bytesOf(Topics.REPORT_SUBMITTED, avroSubmission("3", "标题")));

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .extracting(rejected -> rejected.getReasons().getFirst().getEn())
                .satisfiesExactly(
                        gbk -> assertThat(gbk).contains("not UTF-8"),
                        structured -> assertThat(structured).contains("structured mode"),
                        json -> assertThat(json).contains("send the header content-type: application/json"),
                        avro -> assertThat(avro).contains("the bytes are Avro"));
    }

    private void sent(String name, String value, byte[] bytes) {
        var headers = new RecordHeaders();
        headers.add(name, value.getBytes(UTF_8));
        topology.put(Topics.REPORT_SUBMITTED, new TestRecord<>("450100", bytes, headers, RECEIVED));
    }

    /** A misspelt field and a plain mention are no marking; words for none are told as what they are. */
    @Test
    void tellsAMarkingFromAMention() {
        json(
                "450100",
                submission("1", "标题").replace("正文", "保护企业商业秘密专项行动").replace("\"form\"", "\"categroy\":\"x\",\"form\""));
        json("450100", submission("2", "标题").replace("\"mode\"", "\"marking\":\"无\",\"mode\""));
        json("450100", submission("3", "标题").replace("\"form\"", "\"note\":\"此件涉及机密事项，请注意\",\"form\""));

        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .satisfiesExactly(
                        typo -> assertThat(codes(typo)).containsExactly("UNKNOWN_FIELD"),
                        none -> assertThat(codes(none)).containsExactly("MARKING_MUST_BE_NULL"),
                        doubt -> assertThat(codes(doubt)).containsExactly("UNKNOWN_FIELD", "MAYBE_MARKED"));
    }

    @Test
    void chainsTheDigestsOfEachSender() {
        json("450100", submission("1", "一"));
        json("450100", submission("2", ""));
        json("450100", submission("3", "三"));

        ReportRejected rejected =
                topology.taken(Topics.REPORT_REJECTED, ReportRejected.class).getFirst();
        assertThat(topology.taken(Topics.REPORT_ACCEPTED, ReportAccepted.class))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.getPreviousDigest()).isNull();
                            assertThat(rejected.getPreviousDigest()).isEqualTo(first.getDigest());
                        },
                        third -> assertThat(third.getPreviousDigest()).isEqualTo(rejected.getDigest()));
    }

    @Test
    void leavesARecordWithoutKeyOutOfEveryChain() {
        json("450100", submission("1", "一"));
        json(null, submission("2", "二"));
        json("450100", submission("3", "三"));

        List<ReportAccepted> accepted = topology.taken(Topics.REPORT_ACCEPTED, ReportAccepted.class);
        assertThat(accepted.getLast().getPreviousDigest())
                .isEqualTo(accepted.getFirst().getDigest());
        assertThat(topology.taken(Topics.REPORT_REJECTED, ReportRejected.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.getChained()).isFalse();
                    assertThat(rejected.getOffice()).isEqualTo("450100");
                    assertThat(rejected.getPreviousDigest()).isNull();
                });
    }

    /** Whatever an office sends, the answer fits on its topic. */
    @Test
    void boundsTheAnswerToAbsurdInput() {
        var fields = new StringBuilder();
        for (int number = 0; number < 50_000; number++) {
            fields.append("\"x").append(number).append("\":1,");
        }
        json("450100", submission("1", "标题").replace("{", "{" + fields));
        json("k".repeat(100_000), submission("2", "标题"));
        json("450100", submission("3", "标题").replace("{", "{\"solicitationId\":\"" + "y".repeat(100_000) + "\","));

        assertThat(topology.rawRecords(Topics.REPORT_REJECTED)).hasSize(3).allSatisfy(record -> {
            assertThat(record.value().length).isLessThan(1_500_000);
            assertThat(record.key().length()).isLessThan(100);
        });
    }

    @Test
    void tellsHowFarAReportHasComeAtEveryDestination() {
        json("450100", submission("1", "标题"));
        routed();
        topology.put(
                Topics.REPORT_EVALUATED,
                "450100",
                ReportEvaluated.newBuilder()
                        .setEvaluationId("v1")
                        .setReportId("450100:1")
                        .setOffice("450100")
                        .setKind(EvaluationKind.ADOPTED)
                        .setLevel(Level.NATIONAL)
                        .setEvaluator("000000")
                        .setEvaluatedAt(RECEIVED)
                        .build(),
                RECEIVED);
        topology.put(Topics.INCIDENT_EVENT, "450100:K1", incident(IncidentEventKind.ACKNOWLEDGED, "450000"), RECEIVED);
        topology.put(Topics.INCIDENT_EVENT, "450100:K1", incident(IncidentEventKind.RECEIVED, "450000"), RECEIVED);

        assertThat(topology.<KeptReport>store(Stores.REPORTS)
                        .get("450100:1")
                        .standing()
                        .destinations())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "report.national", Status.ADOPTED,
                        "report.region.45", Status.ROUTED,
                        "450000", Status.ACKNOWLEDGED));
    }

    private void routed() {
        topology.put(
                Topics.REPORT_ROUTED,
                "450100",
                ReportRouted.newBuilder()
                        .setEventId("e1")
                        .setReportId("450100:1")
                        .setOffice("450100")
                        .setDestinations(List.of("report.national", "report.region.45"))
                        .setRule("R4")
                        .setZh("")
                        .setEn("")
                        .setPolicyVersion("p")
                        .setRoutedAt(RECEIVED)
                        .setMode(Mode.ACTUAL)
                        .build(),
                RECEIVED);
    }

    /** So it may be when the log is read again from its beginning. */
    @Test
    void keepsNewsThatIsReadBeforeTheReport() {
        routed();
        json("450100", submission("1", "标题"));

        assertThat(topology.<KeptReport>store(Stores.REPORTS).get("450100:1").standing())
                .satisfies(standing -> {
                    assertThat(standing.outcome()).isEqualTo(Standing.Outcome.ACCEPTED);
                    assertThat(standing.destinations()).containsOnlyKeys("report.national", "report.region.45");
                });
    }

    private static IncidentEvent incident(IncidentEventKind kind, String rung) {
        return IncidentEvent.newBuilder()
                .setEventId("e")
                .setIncidentId("450100:K1")
                .setOffice("450100")
                .setKind(kind)
                .setVersion(1)
                .setPolicyVersion("p")
                .setAt(RECEIVED)
                .setMode(Mode.ACTUAL)
                .setGrade(Grade.IV)
                .setRung(rung)
                .setReportId("450100:1")
                .build();
    }

    @Test
    void writesNothingOfAMarkedItemButTimeSenderMarkingAndDigest() {
        json("450100", submission("1", "密件标题").replace("\"mode\"", "\"marking\":\"机密\",\"mode\""));
        json("450100", submission("2", "密件标题").replace("\"mode\"", "\"marking\":[1],\"mode\""));
        avro(
                "450100",
                Submission.newBuilder(avroSubmission("3", "密件标题"))
                        .setMarking("绝密★长期")
                        .build());

        json("450100", submission("4", "密件标题").replace("\"mode\"", "\"Marking\":\"机密\",\"mode\""));
        json("450100", submission("5", "密件标题").replace("\"mode\"", "\"secrecyMarking\":\"SECRET\",\"mode\""));
        json("450100", submission("6", "密件标题").replace("\"mode\"", "\"remark\":\"内部\",\"mode\""));
        json("450100", submission("7", "密件标题").replace("\"mode\"", "\"marking\":\"機 密\",\"mode\""));
        json("450100", submission("8", "机密★1年 密件标题"));
        json("450100", submission("9", "密件标题").replace("正文", "秘密\\n密件标题"));
        json("450100", submission("10", "密件标题").replace("\"mode\"", "\"marking\":\"机密密件标题密件标题密件标题\",\"mode\""));

        assertThat(topology.rawRecords(Topics.REPORT_REJECTED))
                .hasSize(10)
                .allSatisfy(record -> assertThat(new String(record.value(), UTF_8))
                        .contains("SECRECY_MARKING")
                        .doesNotContain("密件标题"));
    }

    @Test
    void namesEachEventAfterItsCause() {
        json("450100", submission("1", "标题"));

        assertThat(topology.records(Topics.REPORT_ACCEPTED)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("450100");
            assertThat(header(record, EventHeaders.ID)).isEqualTo("report.submitted/0/0#ReportAccepted");
            assertThat(header(record, EventHeaders.TYPE)).isEqualTo("zhuji.ReportAccepted");
            assertThat(header(record, EventHeaders.TIME)).isEqualTo("2025-03-04T02:30:00Z");
            assertThat(header(record, EventHeaders.TRACE_PARENT)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        });
    }

    private static @Nullable String header(TestRecord<String, SpecificRecord> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static List<String> codes(SpecificRecord rejected) {
        return ((ReportRejected) rejected)
                .getReasons().stream().map(Reason::getCode).toList();
    }

    private void json(@Nullable String key, String json) {
        var headers = new RecordHeaders();
        headers.add(EventHeaders.CONTENT_TYPE, EventHeaders.JSON.getBytes(UTF_8));
        topology.put(Topics.REPORT_SUBMITTED, new TestRecord<>(key, json.getBytes(UTF_8), headers, RECEIVED));
    }

    private void avro(String key, Submission submission) {
        topology.put(
                Topics.REPORT_SUBMITTED,
                new TestRecord<>(
                        key, topology.bytesOf(Topics.REPORT_SUBMITTED, submission), new RecordHeaders(), RECEIVED));
    }

    private static String submission(String number, String title) {
        return """
                {"submissionId":"%s","office":"450100","author":"甲","signer":"乙","mode":"ACTUAL","category":"NEW_SITUATION",\
                "form":"RESEARCH","urgency":"ROUTINE","title":"%s","body":"正文","submittedAt":"2025-03-04T10:29:00+08:00"}""".formatted(number, title);
    }

    private static Submission avroSubmission(String number, String title) {
        return Submission.newBuilder()
                .setSubmissionId(number)
                .setOffice("450100")
                .setAuthor("甲")
                .setSigner("乙")
                .setMode(Mode.ACTUAL)
                .setCategory(Category.NEW_SITUATION)
                .setForm(Form.RESEARCH)
                .setUrgency(Urgency.ROUTINE)
                .setTitle(title)
                .setBody("正文")
                .setSubmittedAt(Instant.parse("2025-03-04T02:29:00Z"))
                .build();
    }

    private static OfficeRegistered office(String code, Level level, @Nullable String parent) {
        return OfficeRegistered.newBuilder()
                .setCode(code)
                .setName("单位" + code)
                .setLevel(level)
                .setParent(parent)
                .setContactPoint(true)
                .setStatus(OfficeStatus.ACTIVE)
                .setSuccessors(List.of())
                .setProfile("test")
                .build();
    }
}
