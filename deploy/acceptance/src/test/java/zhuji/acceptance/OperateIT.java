package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEventKind;
import zhuji.events.OperationKind;
import zhuji.events.OperatorActed;
import zhuji.events.Reason;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.Topics;

/** The zhuji command as an operator uses it: a process of its own on a cluster that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(5)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OF_SCORING = List.of("--topic", Topics.REPORT_ACCEPTED, "--reader", "scoring");
    private static final ConfigResource NATIONAL =
            new ConfigResource(ConfigResource.Type.TOPIC, Topics.REPORT_NATIONAL);

    private static final String HEADING = "code,name,level,parent,contactPoint,status,successors\n";

    private RunningPipeline running;
    private Properties kafka;

    @BeforeAll
    void start(RunningPipeline started) {
        running = started;
        kafka = started.processes().kafka();
    }

    private RunningPipeline.Said letters(String verb, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("dead-letters", verb));
        arguments.addAll(OF_SCORING);
        arguments.addAll(List.of(more));
        return running.zhuji(arguments.toArray(String[]::new));
    }

    private JsonNode listed() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(letters("list", "--json").out());
    }

    /** Bytes nobody can read are set aside by each reader; an operator puts one in again, and it comes back. */
    @Test
    @Order(1)
    void replaysADeadLetterOnceAndNotInALoop() throws Exception {
        letters("discard", "--execute", "--operator", "值班员", "--reason", "left by other tests");
        assertThat(listed()).isEmpty();
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.REPORT_ACCEPTED, "450100", "noise".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(listed()).hasSize(1));
        String letter = listed().get(0).get("letter").asString();
        long before = acceptedRecords();

        assertThat(letters("replay").out()).contains(letter + " would go into " + Topics.REPORT_ACCEPTED);
        assertThat(acceptedRecords()).isEqualTo(before);
        RunningPipeline.Said nameless = letters("replay", "--execute");
        assertThat(nameless.status()).isEqualTo(1);
        assertThat(nameless.out()).contains("--execute needs --operator and --reason");
        assertThat(letters("replay", "--execute", "--operator", "值班员", "--reason", "schema mended")
                        .out())
                .contains(letter + " replayed into " + Topics.REPORT_ACCEPTED);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(listed()).hasSize(1));
        assertThat(acceptedRecords()).isEqualTo(before + 1);
        assertThat(listed().get(0).get("cameBack").asBoolean()).isTrue();
        assertThat(letters("replay", "--execute", "--operator", "值班员", "--reason", "again")
                        .out())
                .contains("it was replayed before and came back")
                .contains("0 letters");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(OperatorActed.class, acted -> acted.getKind() == OperationKind.REPLAYED))
                        .singleElement()
                        .satisfies(acted -> {
                            assertThat(acted.getOperator()).isEqualTo("值班员");
                            assertThat(acted.getReason()).isEqualTo("schema mended");
                            assertThat(acted.getLetter().getTopic()).isEqualTo("report.accepted.scoring.dlt");
                        }));
    }

    private long acceptedRecords() {
        return running.log().on(Topics.REPORT_ACCEPTED::equals).size();
    }

    @Test
    @Order(2)
    void showsALetterWithoutWhatItSays() throws Exception {
        assertThat(letters("show").out())
                .contains("zhuji_dlt_cause", "zhuji_dlt_origin", "5 bytes")
                .doesNotContain("noise");
    }

    @Test
    @Order(3)
    void tellsHowItStands() throws Exception {
        running.feeder().feed(Stream.of(running.submission("STATUS").toString()));
        await().atMost(PATIENCE)
                .until(() -> running.log().events(ReportAccepted.class).stream()
                        .anyMatch(report -> report.getReportId().endsWith(":AT-STATUS")));

        JsonNode status =
                JsonMapper.shared().readTree(running.zhuji("status", "--json").out());

        assertThat(status.get("warnings")).as("of the broker that is shipped").isEmpty();
        assertThat(status.get("lag").propertyNames())
                .containsExactly(Topics.INTAKE, Topics.ROUTING, Topics.ESCALATION, Topics.SCORING);
        assertThat(status.get("lag").get(Topics.INTAKE).has(Topics.REPORT_SUBMITTED))
                .isTrue();
        assertThat(status.get("deadLetters").get("report.accepted.scoring.dlt").asLong())
                .isPositive();
        assertThat(status.get("chainHeads").properties())
                .isNotEmpty()
                .allSatisfy(head -> assertThat(head.getValue().asString()).matches("\\d+/\\d+/[0-9a-f]{64}"));
    }

    @Test
    @Order(4)
    void plansWhatTopicsNeedAndDeletesNothingUnasked() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            assertThat(running.zhuji("topics", "diff").status()).isZero();
            admin.createTopics(List.of(new NewTopic("report.forgotten", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            Map<ConfigResource, Collection<AlterConfigOp>> shorter = Map.of(
                    NATIONAL,
                    List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "1000000"), AlterConfigOp.OpType.SET)));
            admin.incrementalAlterConfigs(shorter).all().get();

            RunningPipeline.Said diff = running.zhuji("topics", "diff");
            assertThat(diff.status()).isEqualTo(1);
            assertThat(diff.out())
                    .contains("~ set report.national retention.ms=-1")
                    .contains("undeclared report.forgotten (--prune deletes it)");
            running.zhuji("topics", "apply");
            assertThat(admin.listTopics().names().get()).contains("report.forgotten");
            assertThat(running.zhuji("topics", "apply", "--prune").out()).contains("- delete report.forgotten");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).doesNotContain("report.forgotten"));
            assertThat(running.zhuji("topics", "diff").status()).isZero();
        }
    }

    @Test
    @Order(5)
    void plansOfficesFromAFileAndNamesTheLineOfAMistake(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("offices.csv");
        Files.writeString(file, HEADING + "450100,南宁市,prefecture,450000,false,active,\n");

        RunningPipeline.Said diff = running.zhuji("offices", "diff", file.toString());

        assertThat(diff.status()).isEqualTo(1);
        assertThat(diff.out())
                .contains("~ change 450100 南宁市: contactPoint true -> false")
                .contains("not among them: 450200 (--prune retires it)");
        Files.writeString(file, HEADING + "45010,x,prefecture,,true,active,\n");
        assertThat(running.zhuji("offices", "diff", file.toString()).out()).contains("line 2: code must be six digits");
        Files.writeString(file, HEADING + "450100,南宁市,prefecture,450000,是,active,\n");
        assertThat(running.zhuji("offices", "diff", file.toString()).out())
                .contains("line 2: contactPoint must be true or false");
        Files.writeString(file, HEADING + "990100,x,prefecture,,true,active,\n");
        assertThat(running.zhuji("offices", "diff", file.toString()).out()).contains("there is no region 99");
        Files.writeString(file, "450100,南宁市,prefecture,450000,true,active,\n");
        assertThat(running.zhuji("offices", "diff", file.toString()).out()).contains("line 1: must be the heading");
        assertThat(running.zhuji("schemas", "diff").status()).isZero();
    }

    /** An office that is taken out stays known as a former one: what it has under way still goes somewhere, and it files no longer. */
    @Test
    @Order(5)
    void retiresAnOfficeAndForgetsNone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("offices.csv");
        Files.writeString(file, HEADING + "450199,试验县,county,450100,false,active,\n");
        assertThat(running.zhuji("offices", "apply", file.toString()).out()).contains("+ register 450199 试验县");
        assertThat(running.zhuji("offices", "apply").out()).doesNotContain("- retire");
        assertThat(running.zhuji("offices", "show", "450199").out()).contains("ACTIVE");

        assertThat(running.zhuji("offices", "apply", "--prune").out()).contains("- retire 450199");

        assertThat(running.zhuji("offices", "show", "450199").out())
                .contains("试验县")
                .contains("FORMER");
        assertThat(running.zhuji("offices", "diff").status()).isZero();
        running.feeder()
                .feed(Stream.of(
                        running.submission("GONE").put("office", "450199").toString()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(
                                        ReportRejected.class,
                                        rejected -> rejected.getOffice().equals("450199")))
                        .flatExtracting(ReportRejected::getReasons)
                        .extracting(Reason::getCode)
                        .containsExactly("OFFICE_SPLIT"));
    }

    /** What an office, a desk and an editor do, from a script. */
    @Test
    @Order(6)
    void filesActsAndEvaluates(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("submissions.jsonl");
        Files.writeString(
                file,
                running.fire("450103", "CLI", 4) + "\n"
                        + running.submission("CLI-2").put("office", "450200"));

        assertThat(running.zhuji("submit", file.toString()).out())
                .contains("450103:AT-CLI stands at report.submitted/");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.incidents(IncidentEventKind.RECEIVED))
                        .anyMatch(event -> event.getIncidentId().equals("450103:CLI")));
        Path marked = folder.resolve("marked.jsonl");
        Files.writeString(
                marked, running.submission("CLI-3").put("marking", "机密").toString());
        RunningPipeline.Said refused = running.zhuji("submit", marked.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).contains("line 1: it bears a secrecy marking").doesNotContain("stands at");
        assertThat(running.zhuji("act", "450103:CLI", "acknowledge", "--desk", "450100", "--actor", "值班员")
                        .status())
                .isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.incidents(IncidentEventKind.ACKNOWLEDGED))
                        .anyMatch(event -> event.getIncidentId().equals("450103:CLI")));
        assertThat(running.zhuji("act", "450103:CLI", "dance", "--desk", "450100", "--actor", "值班员")
                        .out())
                .contains("KIND 'dance' is none of acknowledge");
        running.zhuji(
                "evaluate",
                "450200:AT-CLI-2",
                "--kind",
                "ADOPTED",
                "--level",
                "NATIONAL",
                "--evaluator",
                "000000",
                "--adoption",
                "ON_FILE");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(
                                        ReportEvaluated.class,
                                        event -> event.getReportId().equals("450200:AT-CLI-2")))
                        .hasSize(1));
        RunningPipeline.Said timeline = running.zhuji("audit", "timeline", "450103:CLI");
        assertThat(timeline.out())
                .containsSubsequence("submitted 报送", "opened", "received 450100", "acknowledged 450100");
        assertThat(timeline.out()).doesNotContain("虚构");
        assertThat(running.zhuji("audit", "timeline", "450103:NONE").status()).isEqualTo(1);
    }

    /** The shell of many a server has no locale. */
    @Test
    @Order(9)
    void writesChineseUnderALocaleThatHasNone(@TempDir Path folder) throws Exception {
        Path shell = folder.resolve("act.sh");
        Files.writeString(
                shell,
                "LC_ALL= LANG=C exec '%s' act 450103:LOCALE acknowledge --desk 450100 --actor 值班员 --bootstrap=%s --registry=%s%n"
                        .formatted(
                                Path.of(System.getProperty("zhuji.root"), "deploy/cli/zhuji"),
                                kafka.getProperty("bootstrap.servers"),
                                running.processes().registryUrl()));

        Process process = new ProcessBuilder("bash", shell.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(
                                        DeskAction.class,
                                        action -> action.getIncidentId().equals("450103:LOCALE")))
                        .extracting(DeskAction::getActor)
                        .containsExactly("值班员"));
    }
}
