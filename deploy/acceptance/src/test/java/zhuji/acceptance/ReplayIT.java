package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.AnnualDecision;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Outcome;
import zhuji.events.ReportAccepted;
import zhuji.events.RoutedReport;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** Everything the other classes did, decided again by the same topologies: it comes to what was published, but for what was forged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(6)
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PREFIX = "again";

    private RunningPipeline running;
    private RecordMetadata forged;

    @BeforeAll
    void forge(RunningPipeline started) throws Exception {
        running = started;
        running.feeder()
                .feed(Stream.concat(
                        IntStream.range(0, 20)
                                .mapToObj(number ->
                                        running.submission("AGAIN-" + number).toString()),
                        Stream.of(running.fire("450100", "AGAIN", 30).toString())));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(
                                        IncidentEvent.class,
                                        event -> event.getIncidentId().equals("450100:AGAIN")
                                                && event.getKind() == IncidentEventKind.DEADLINE_MISSED))
                        .hasSize(3));
        RoutedReport routed = running.log()
                .events(RoutedReport.class, report -> report.getReportId().equals("450100:AT-AGAIN-7"))
                .getFirst();
        var serdes = new EventSerdes(running.processes().registryUrl());
        try (var producer = new KafkaProducer<String, RoutedReport>(
                running.processes().kafka(), new StringSerializer(), serdes.serializer())) {
            forged = producer.send(new ProducerRecord<>(
                            Topics.REPORT_NATIONAL,
                            "450100",
                            RoutedReport.newBuilder(routed)
                                    .setEventId("forged")
                                    .setDestination(Topics.REPORT_NATIONAL)
                                    .build()))
                    .get();
        }
    }

    @Test
    void namesWhatWasForgedAndNothingElse() throws Exception {
        RunningPipeline.Said said = running.zhuji(
                "audit",
                "replay",
                "--into=" + PREFIX,
                "--json",
                "--show=1000",
                "--remove",
                "--set=intake.any-past=true",
                "--set=escalation.speed=1200",
                "--set=scoring.demonstration=true");

        // What the topologies log of broken cases stands before it.
        JsonNode outcome =
                JsonMapper.shared().readTree(said.out().substring(said.out().indexOf("{\n")));
        assertThat(said.status()).isEqualTo(1);
        assertThat(List.of(Topics.REPORT_ACCEPTED, Topics.REPORT_ROUTED, Topics.INCIDENT_EVENT))
                .allSatisfy(topic -> assertThat(
                                outcome.get("topics").get(topic).get("same").asLong())
                        .as(topic)
                        .isPositive());
        Map<String, Long> ofRevoked = ofRevocationsTakenBack();
        assertThat(outcome.get("topics").propertyStream()).allSatisfy(topic -> {
            long taken = ofRevoked.getOrDefault(topic.getKey(), 0L);
            assertThat(topic.getValue().get("untellable").asLong() - taken)
                    .as("untellable on %s, beside what rests on revocations that were taken back", topic.getKey())
                    .isLessThanOrEqualTo((topic.getValue().get("published").asLong() - taken) / 10);
        });
        assertThat(topics()).noneMatch(topic -> topic.startsWith(PREFIX + "."));
        assertThat(outcome.get("differences")
                        .valueStream()
                        .filter(difference -> !isOfSettingAside(difference))
                        .map(ReplayIT::placeOf))
                .containsExactlyInAnyOrderElementsOf(notOurs());
    }

    /** A prefix with which the pipeline's own topics begin would let a replay delete them. */
    @Test
    void leavesThePipelinesOwnTopicsAlone() throws Exception {
        Set<String> before = topics();

        for (String own : List.of("office", "office.", "report", "score", "report.submitted")) {
            for (String remove : List.of("--remove", "--remove-only")) {
                RunningPipeline.Said said = running.zhuji("audit", "replay", "--into=" + own, remove);
                assertThat(said.status()).isEqualTo(1);
                assertThat(said.out()).contains("topics of the pipeline itself begin with");
            }
        }

        assertThat(topics()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** What somebody else keeps under a prefix is neither written to nor deleted. */
    @Test
    void leavesAloneWhatIsSomebodyElses() throws Exception {
        try (Admin admin = Admin.create(running.processes().kafka())) {
            admin.createTopics(List.of(new NewTopic("theirs.ledger", 1, (short) 1)))
                    .all()
                    .get();
        }

        RunningPipeline.Said refused = running.zhuji("audit", "replay", "--into=theirs", "--remove");
        RunningPipeline.Said removed = running.zhuji("audit", "replay", "--into=theirs", "--remove-only");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).contains("topics that begin with 'theirs.' are there already");
        assertThat(removed.status()).isZero();
        assertThat(topics()).contains("theirs.ledger");
    }

    private Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(running.processes().kafka())) {
            return admin.listTopics().names().get();
        }
    }

    /** By topic: a revocation that was confirmed, and taken back as its year was opened again, stands nowhere by the time of the replay. */
    private Map<String, Long> ofRevocationsTakenBack() {
        List<AnnualDecision> decisions = running.log().events(AnnualDecision.class);
        Set<String> revoked = officesOf(decisions.stream().filter(ReplayIT::isRevocation));
        revoked.removeAll(officesOf(decisions.stream()
                .collect(Collectors.toMap(AnnualDecision::getOffice, decision -> decision, (earlier, later) -> later))
                .values()
                .stream()
                .filter(ReplayIT::isRevocation)));
        return running.log().on(topic -> true).stream()
                .filter(entry -> entry.event() != null && isAbout(entry.event(), revoked))
                .collect(Collectors.groupingBy(entry -> entry.raw().topic(), Collectors.counting()));
    }

    private static boolean isRevocation(AnnualDecision decision) {
        return decision.getConfirmed() && decision.getOutcome() == Outcome.REVOKE;
    }

    private static Set<String> officesOf(Stream<AnnualDecision> decisions) {
        return decisions.map(AnnualDecision::getOffice).collect(Collectors.toSet());
    }

    private static boolean isAbout(SpecificRecord event, Set<String> offices) {
        return Stream.of("office", "addressee")
                .map(event.getSchema()::getField)
                .anyMatch(field -> field != null && offices.contains(String.valueOf(event.get(field.pos()))));
    }

    /** When a case was set aside, or taken up again, is written in its event alone, and in no cause of it. */
    private static boolean isOfSettingAside(JsonNode difference) {
        return difference.get("id").asString().matches(".*#(SET_ASIDE|TAKEN_UP)")
                && difference
                        .get("fields")
                        .valueStream()
                        .map(JsonNode::asString)
                        .allMatch("at"::equals);
    }

    private static String placeOf(JsonNode difference) {
        JsonNode place = difference.get("published");
        assertThat(difference.get("kind").asString()).as(difference.toString()).isEqualTo("NOT_MADE_AGAIN");
        return place.get("topic").asString() + "/" + place.get("partition").asInt() + "/"
                + place.get("offset").asLong();
    }

    /** What was forged here, what EscalationIT forged so that a case breaks, and the bytes nobody can read that others put among the events. */
    private List<String> notOurs() {
        Set<String> compared = Set.of(Topics.REPORT_ACCEPTED, Topics.REPORT_REJECTED, Topics.INCIDENT_EVENT);
        Stream<String> others = running.log().on(compared::contains).stream()
                .filter(entry -> entry.event() == null
                        || (entry.event() instanceof ReportAccepted accepted
                                && accepted.getReportId().endsWith(":AT-later")))
                .map(entry -> entry.raw().topic() + "/" + entry.raw().partition() + "/"
                        + entry.raw().offset());
        return Stream.concat(others, Stream.of(forged.topic() + "/" + forged.partition() + "/" + forged.offset()))
                .toList();
    }
}
