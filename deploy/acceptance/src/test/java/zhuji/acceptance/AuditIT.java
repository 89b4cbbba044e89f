package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import zhuji.audit.Audit;
import zhuji.audit.Invariant;
import zhuji.audit.Verdict;
import zhuji.audit.Violation;
import zhuji.audit.bundle.Bundle;
import zhuji.audit.bundle.BundleWriter;
import zhuji.audit.checkpoint.Checkpoints;
import zhuji.audit.checkpoint.SigningKeys;
import zhuji.audit.log.KafkaLog;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogException;
import zhuji.audit.log.Place;
import zhuji.audit.rules.RuleBooks;
import zhuji.events.Category;
import zhuji.events.Checkpoint;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.RoutedReport;
import zhuji.events.Rung;
import zhuji.events.ScoreEntry;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** The audit judges everything the other classes did to the pipeline, SIGKILLs included; and finds exactly what is planted in a copy of its log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningPipeline.Started.class)
@Order(4)
class AuditIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration UNDER_WAY = Duration.ofSeconds(5);

    private final long seed = Long.getLong("zhuji.seed", System.nanoTime());

    private Path keys;
    private KafkaLog kafka;
    private LogCopy copy;

    /** What EscalationIT wrote in intake's name, so that a case breaks. */
    private List<Place> forged = List.of();

    @BeforeAll
    void copyTheLog(RunningPipeline running, @TempDir Path folder) throws Exception {
        keys = folder.resolve("keys");
        System.out.println("seed of the flipped bytes: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        String twice = running.submission("AUDIT").toString();
        running.feeder().feed(List.of(twice, twice).stream());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running.log()
                                .events(
                                        ReportDuplicated.class,
                                        event -> event.getSubmissionId().equals("AT-AUDIT")))
                        .isNotEmpty());
        sign(running);
        Instant settled = Instant.now().plus(UNDER_WAY).plusSeconds(3);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(settled));
        kafka = new KafkaLog(
                running.processes().kafka(), new EventSerdes(running.processes().registryUrl()).schemas(), null, null);
        copy = LogCopy.of(kafka);
        forged = copy.events(ReportAccepted.class, event -> event.getReportId().endsWith(":AT-later")).stream()
                .map(LogCopy.At::place)
                .toList();
    }

    private void sign(RunningPipeline running) throws Exception {
        SigningKeys.generate(keys);
        var serdes = new EventSerdes(running.processes().registryUrl());
        var log = new KafkaLog(running.processes().kafka(), serdes.schemas(), null, null);
        String id = SigningKeys.idOf(SigningKeys.publicKey(keys.resolve("signing.pub.pem")));
        Checkpoint checkpoint = Checkpoints.sign(
                Checkpoints.heads(log),
                SigningKeys.privateKey(keys.resolve("signing.pem")),
                id,
                Instant.ofEpochMilli(Instant.now().toEpochMilli()));
        try (var producer = new KafkaProducer<String, Checkpoint>(
                running.processes().kafka(), new StringSerializer(), serdes.serializer())) {
            producer.send(new ProducerRecord<>(Topics.AUDIT_CHECKPOINT, id, checkpoint))
                    .get();
        }
    }

    private Verdict verdictWithKey(Log log) throws InterruptedException {
        return new Audit(
                        log,
                        RuleBooks.shippedAnd(List.of()),
                        null,
                        UNDER_WAY,
                        List.of(SigningKeys.publicKey(keys.resolve("signing.pub.pem"))),
                        1,
                        read -> {})
                .run();
    }

    private static Verdict verdict(Log log) throws InterruptedException {
        return new Audit(log, RuleBooks.shippedAnd(List.of()), null, UNDER_WAY, List.of(), 2, read -> {}).run();
    }

    private Violation only(Log log) throws InterruptedException {
        List<Violation> found = found(verdict(log));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Everything but that a record stands where EscalationIT wrote one in intake's name. */
    private List<Violation> found(Verdict verdict) {
        return verdict.violations().stream()
                .filter(violation -> violation.invariant() != Invariant.I1 || !forged.contains(violation.place()))
                .toList();
    }

    @Test
    void findsEveryPromiseKept() throws Exception {
        Verdict verdict = verdict(copy);

        assertThat(found(verdict)).isEmpty();
        assertThat(verdict.holds()).isEqualTo(forged.isEmpty());
        assertThat(verdict.checked())
                .allSatisfy((invariant, checked) ->
                        assertThat(checked).as(invariant.toString()).isPositive());
    }

    @Test
    void findsWhatAnotherTestForged() throws Exception {
        assertThat(verdict(kafka).violations())
                .allSatisfy(found -> assertThat(found.invariant()).isEqualTo(Invariant.I1))
                .extracting(Violation::place)
                .containsExactlyElementsOf(forged);
    }

    @Test
    void readsABundleElsewhereAsItReadsTheTopics(@TempDir Path folder) throws Exception {
        new BundleWriter(kafka).write(folder.resolve("one.zip"), null);
        new BundleWriter(kafka).write(folder.resolve("two.zip"), null);

        assertThat(folder.resolve("two.zip")).hasSameBinaryContentAs(folder.resolve("one.zip"));
        Path moved = Files.move(
                folder.resolve("one.zip"),
                Files.createDirectory(folder.resolve("elsewhere")).resolve("log.zip"));
        try (Bundle bundle = Bundle.open(moved)) {
            Verdict verdict = verdict(bundle);
            assertThat(verdict.violations()).isEqualTo(verdict(kafka).violations());
            assertThat(verdict.records()).isEqualTo(verdict(kafka).records());
        }
    }

    @Test
    void findsOneFlippedByteWhereverItIs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log.zip");
        new BundleWriter(kafka).write(file, null);
        byte[] bytes = Files.readAllBytes(file);
        var random = new Random(seed);

        for (int flip = 0; flip < 20; flip++) {
            // The last ones in the table of contents, at the end of the file.
            int place = flip < 15 ? random.nextInt(bytes.length) : bytes.length - 1 - random.nextInt(2_000);
            bytes[place] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> Bundle.open(file).close())
                    .as("byte " + place)
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("log.zip");
            bytes[place] ^= 1;
        }
    }

    @Test
    void findsASubmissionWithoutAnOutcome() throws Exception {
        var duplicate = copy.events(ReportDuplicated.class, event -> copy.has(place(event)))
                .getFirst();

        Violation found = only(copy.without(duplicate.place()));

        assertThat(found.invariant()).isEqualTo(Invariant.I1);
        assertThat(found.place()).isEqualTo(place(duplicate.event()));
    }

    private static Place place(ReportDuplicated event) {
        return new Place(
                event.getSource().getTopic(),
                event.getSource().getPartition(),
                event.getSource().getOffset());
    }

    @Test
    void findsACopyARegionLacks() throws Exception {
        var regional = copy.events(
                        RoutedReport.class,
                        event -> event.getRule().equals("R4")
                                && !event.getDestination().equals(Topics.REPORT_NATIONAL))
                .getFirst();

        Violation found = only(copy.without(regional.place()));

        assertThat(found.invariant()).isEqualTo(Invariant.I2);
        assertThat(found.subject()).isEqualTo(regional.event().getReportId());
        assertThat(found.words()).contains("missing on " + regional.event().getDestination());
    }

    @Test
    void findsAGeneralDynamicOnTheNationalTopic() throws Exception {
        var national = copy.events(
                        RoutedReport.class, event -> event.getDestination().equals(Topics.REPORT_NATIONAL))
                .getFirst();
        Submission general = Submission.newBuilder(national.event().getSubmission())
                .setCategory(Category.GENERAL_DYNAMIC)
                .build();

        Violation found = only(copy.with(
                national,
                RoutedReport.newBuilder(national.event()).setSubmission(general).build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I3);
        assertThat(found.place()).isEqualTo(national.place());
    }

    /** The city is skipped: the province receives a case nobody below it has had. */
    @Test
    void findsARungThatWasSkipped() throws Exception {
        var opened = copy.events(
                        IncidentEvent.class,
                        event -> event.getKind() == IncidentEventKind.OPENED
                                && event.getMatter() == Matter.INCIDENT
                                && event.getLadder().size() > 2)
                .getFirst();
        List<Rung> ladder = new ArrayList<>(opened.event().getLadder());
        String province = ladder.get(1).getOffice();
        ladder.set(
                1,
                Rung.newBuilder(ladder.get(1))
                        .setReceivedAt(opened.event().getAt())
                        .setDue(copy.until().plus(Duration.ofDays(1)))
                        .build());
        IncidentEvent forged = IncidentEvent.newBuilder(opened.event())
                .setEventId("forged#OPENED")
                .setIncidentId("forged")
                .setMode(Mode.EXERCISE)
                // It owes no follow-up: one that is missed in silence is found as well.
                .setDuty(null)
                .setDue(null)
                .build();
        LogCopy withCase = copy.withMore(opened, forged);

        Violation found = only(withCase.withMore(
                opened,
                IncidentEvent.newBuilder(forged)
                        .setEventId("forged#RECEIVED")
                        .setKind(IncidentEventKind.RECEIVED)
                        .setRung(province)
                        .setLadder(ladder)
                        .setSequence(2)
                        .build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I4);
        assertThat(found.subject()).isEqualTo("forged");
        assertThat(found.words()).startsWith(province + " receives it before");
    }

    @Test
    void findsADeadlineReportedMissedTwice() throws Exception {
        LogCopy.At<IncidentEvent> miss = copy.events(
                        IncidentEvent.class,
                        event -> event.getKind() == IncidentEventKind.DEADLINE_MISSED && event.getRung() != null)
                .getFirst();
        IncidentEvent last = lastOf(miss.event().getIncidentId()).event();

        Violation found = only(copy.withMore(
                miss,
                IncidentEvent.newBuilder(miss.event())
                        .setLadder(last.getLadder())
                        .build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I5);
        assertThat(found.subject()).isEqualTo(miss.event().getIncidentId());
        assertThat(found.words()).contains("a second time");
    }

    private LogCopy.At<IncidentEvent> lastOf(String incidentId) {
        return copy.events(IncidentEvent.class, event -> event.getIncidentId().equals(incidentId))
                .getLast();
    }

    @Test
    void findsPointsThatWereChanged() throws Exception {
        Set<String> reversed = new HashSet<>();
        copy.events(ScoreEntry.class, event -> event.getReverses() != null)
                .forEach(entry -> reversed.add(String.valueOf(entry.event().getReverses())));
        var entry = copy.events(
                        ScoreEntry.class,
                        event -> event.getReverses() == null
                                && !reversed.contains(event.getEventId())
                                && event.getRule().startsWith("adoption."))
                .getFirst();

        Violation found = only(copy.with(
                entry,
                ScoreEntry.newBuilder(entry.event())
                        .setPoints(entry.event().getPoints().add(new BigDecimal("2.0000")))
                        .build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I6);
        assertThat(found.place()).isEqualTo(entry.place());
        assertThat(found.words())
                .contains("its event earns " + entry.event().getPoints().toPlainString());
    }

    @Test
    void findsAChainThatIsBroken() throws Exception {
        var link = copy.events(ReportAccepted.class, event -> event.getPreviousDigest() != null)
                .getFirst();

        Violation found = only(copy.with(
                link,
                ReportAccepted.newBuilder(link.event())
                        .setPreviousDigest("0".repeat(64))
                        .build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I7);
        assertThat(found.place()).isEqualTo(link.place());
    }

    @Test
    void namesTheLastGoodCheckpointAndWhatIsNotAsItWasSigned() throws Exception {
        assertThat(found(verdictWithKey(copy))).isEmpty();
        assertThat(verdictWithKey(copy).checkpoint())
                .startsWith("the last good checkpoint is audit.checkpoint/0/0, signed ");
        var checkpoint = copy.events(Checkpoint.class, event -> true).getFirst();
        var head = copy.events(
                        ReportAccepted.class,
                        event -> event.getPreviousDigest() != null
                                && checkpoint
                                        .event()
                                        .getHeads()
                                        .containsKey(event.getSubmission().getOffice()))
                .getFirst();

        Verdict changed = verdictWithKey(copy.with(
                head,
                ReportAccepted.newBuilder(head.event())
                        .setDigest("0".repeat(64))
                        .build()));
        Verdict forgedHeads = verdictWithKey(copy.with(
                checkpoint,
                Checkpoint.newBuilder(checkpoint.event()).setHeads(Map.of()).build()));

        assertThat(changed.violations())
                .filteredOn(found -> found.place().equals(checkpoint.place()))
                .singleElement()
                .satisfies(found -> assertThat(found.words()).endsWith("is not the one that was signed"));
        assertThat(changed.checkpoint()).isEqualTo("no signed checkpoint is good");
        assertThat(found(forgedHeads))
                .singleElement()
                .satisfies(found -> assertThat(found.words()).startsWith("is not as it was signed"));
    }

    @Test
    void findsAStatusThatGoesBack() throws Exception {
        Map<String, LogCopy.At<IncidentEvent>> last = new TreeMap<>();
        copy.events(IncidentEvent.class, event -> !event.getLadder().isEmpty())
                .forEach(each -> last.put(each.event().getIncidentId(), each));
        LogCopy.At<IncidentEvent> passedOn = last.values().stream()
                .filter(each -> hasPassedOn(each.event().getLadder().getFirst()))
                .min(Comparator.comparing(LogCopy.At::place))
                .orElseThrow();
        List<Rung> ladder = new ArrayList<>(passedOn.event().getLadder());
        ladder.set(0, Rung.newBuilder(ladder.getFirst()).setReceivedAt(null).build());

        Violation found = only(copy.with(
                passedOn,
                IncidentEvent.newBuilder(passedOn.event()).setLadder(ladder).build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I8);
        assertThat(found.place()).isEqualTo(passedOn.place());
        assertThat(found.words()).contains("had received 接收 and has not any longer");
    }

    private static boolean hasPassedOn(Rung rung) {
        return rung.getRelayedAt() != null || rung.getMissedAt() != null;
    }

    @Test
    void findsAMarkedBody() throws Exception {
        var regional = copy.events(
                        RoutedReport.class, event -> !event.getDestination().equals(Topics.REPORT_NATIONAL))
                .getLast();
        Submission marked = Submission.newBuilder(regional.event().getSubmission())
                .setMarking("机密")
                .build();

        Violation found = only(copy.with(
                regional,
                RoutedReport.newBuilder(regional.event()).setSubmission(marked).build()));

        assertThat(found.invariant()).isEqualTo(Invariant.I9);
        assertThat(found.place()).isEqualTo(regional.place());
    }
}
