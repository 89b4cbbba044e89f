package zhuji.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.events.AnnualTally;
import zhuji.events.Form;
import zhuji.events.Mode;
import zhuji.events.Notice;
import zhuji.events.NoticeKind;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Source;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.wire.EventSerdes;

/** A year as it stands on the topics when every promise was kept: read by a plain consumer, and audited in 512 MB, in the same run. */
@Command(
        name = "4-audit",
        aliases = "audit",
        mixinStandardHelpOptions = true,
        description = "zhuji audit verify over a year, beside a plain Avro consumer of the same topics.")
final class AuditScenario implements Callable<Integer> {

    private static final int RECORDS_EACH = 6;
    private static final int PARTITION = 0;

    /** Research reports a month a contact point owes by the default rule book. */
    private static final int QUOTA = 3;

    /** Routine reports of contact points go to the State and the region alike. */
    private static final String RULE = "R4";

    private static final HexFormat HEX = HexFormat.of();
    private static final String[] TOPICS = Stream.of(
                    Stream.of(
                            Topics.REPORT_SUBMITTED,
                            Topics.REPORT_ACCEPTED,
                            Topics.REPORT_ROUTED,
                            Topics.REPORT_NATIONAL),
                    Topics.REGIONS.stream().map(Topics::region),
                    Topics.REGIONS.stream().map(Topics::inbox))
            .flatMap(topics -> topics)
            .toArray(String[]::new);

    @Option(
            names = "--reports",
            defaultValue = "1700000",
            description = "Reports, each of six records. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(names = "--pairs", defaultValue = "3", description = "Pairs of readings. Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Mixin
    private final Servers servers = new Servers();

    /**
     * The result.
     *
     * @param machine where
     * @param records records on the topics
     * @param heapMegabytes the heap the audit has
     * @param plainPerSecond records a second a plain consumer reads, the median
     * @param verifiedPerSecond records a second the audit reads and judges, the median
     * @param share of the plain consumer's rate just before it, the median of the pairs
     */
    record Result(
            Machine machine,
            long records,
            int heapMegabytes,
            long plainPerSecond,
            long verifiedPerSecond,
            double share) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            fill(
                    pipeline.kafka(),
                    new EventSerdes(pipeline.registryUrl()),
                    sha256(Files.readAllBytes(
                            installation.root().resolve("scoring-service/src/main/resources/rulebooks/default.yaml"))));
            long records = (long) reports * RECORDS_EACH;
            System.out.printf("%,d records are on the topics%n", records);
            List<Double> plains = new ArrayList<>();
            List<Double> audits = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            for (int pair = 0; pair < pairs; pair++) {
                plains.add(PlainReader.inAProcess(pipeline, records, TOPICS));
                audits.add(Auditing.verify(installation, pipeline));
                shares.add(audits.getLast() / plains.getLast());
                System.out.printf(
                        "a plain consumer reads %,.0f records a second, the audit %,.0f (%.2f)%n",
                        plains.getLast(), audits.getLast(), shares.getLast());
            }
            Results.write(
                    installation.root(),
                    "4-audit",
                    new Result(
                            Machine.here(installation.root()),
                            records,
                            Auditing.HEAP_MEGABYTES,
                            Math.round(Figures.median(plains)),
                            Math.round(Figures.median(audits)),
                            Figures.rounded(Figures.median(shares))));
        }
        return 0;
    }

    private void fill(Properties kafka, EventSerdes serdes, String ruleBook) {
        Properties settings = Servers.filling(kafka);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var year = new Year(producer, serdes.serializer(), ruleBook);
            List<String> offices = Reports.contactPoints();
            for (int number = 0; number < reports; number++) {
                year.file(offices.get(number % offices.size()), number);
            }
            year.publishTallies();
        }
    }

    /** Writes what the services would. All submissions are on one partition: so their offsets are known. */
    private final class Year {

        private final KafkaProducer<String, byte[]> producer;
        private final Serializer<SpecificRecord> events;
        private final String ruleBook;
        private final Reports year = new Reports(reports);
        private final Map<String, String> heads = new HashMap<>();
        private final Map<String, Map<String, Long>> counts = new TreeMap<>();
        private final Map<String, Instant> latest = new HashMap<>();

        Year(KafkaProducer<String, byte[]> producer, Serializer<SpecificRecord> events, String ruleBook) {
            this.ruleBook = ruleBook;
            this.producer = producer;
            this.events = events;
        }

        private void put(String topic, @Nullable Integer partition, Instant at, String key, byte[] value) {
            var unused = producer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), key, value));
        }

        private void put(String topic, Instant at, String key, SpecificRecord event) {
            put(topic, null, at, key, events.serialize(topic, event));
        }

        void file(String office, int number) {
            Submission submission = year.submission(office, number);
            Instant at = year.receivedAt(number);
            byte[] sent = events.serialize(Topics.REPORT_SUBMITTED, submission);
            put(Topics.REPORT_SUBMITTED, PARTITION, at, office, sent);
            String digest = sha256(sent);
            ReportAccepted accepted = ReportAccepted.newBuilder(year.accepted(office, number))
                    .setDigest(digest)
                    .setPreviousDigest(heads.put(office, digest))
                    .setSource(new Source(Topics.REPORT_SUBMITTED, PARTITION, (long) number))
                    .build();
            put(Topics.REPORT_ACCEPTED, at, office, accepted);
            route(accepted, at);
            count(accepted);
        }

        private void route(ReportAccepted accepted, Instant at) {
            String office = accepted.getOffice();
            String region = Topics.region(Topics.prefixOf(office));
            List<String> destinations = List.of(Topics.REPORT_NATIONAL, region);
            put(
                    Topics.REPORT_ROUTED,
                    at,
                    office,
                    ReportRouted.newBuilder()
                            .setEventId(accepted.getReportId() + "#ReportRouted")
                            .setReportId(accepted.getReportId())
                            .setOffice(office)
                            .setDestinations(destinations)
                            .setRule(RULE)
                            .setZh("报国务院办公厅，同时报送省级办公厅（57号 三）")
                            .setEn("sent to the national office and to the region's office at the same time")
                            .setPolicyVersion("1")
                            .setRoutedAt(at)
                            .setMode(Mode.ACTUAL)
                            .build());
            for (String destination : destinations) {
                put(
                        destination,
                        at,
                        office,
                        RoutedReport.newBuilder()
                                .setEventId(accepted.getReportId() + "#" + destination)
                                .setReportId(accepted.getReportId())
                                .setOffice(office)
                                .setDestination(destination)
                                .setRule(RULE)
                                .setReceivedAt(at)
                                .setDigest(accepted.getDigest())
                                .setSubmission(accepted.getSubmission())
                                .build());
            }
            // Inboxes are kept for a year only: the broker would delete what is older than that.
            put(
                    Topics.inbox(Topics.prefixOf(office)),
                    Instant.now(),
                    office,
                    Notice.newBuilder()
                            .setEventId(accepted.getReportId() + "#Notice")
                            .setAddressee(office)
                            .setKind(NoticeKind.RECEIPT)
                            .setOffice(office)
                            .setReportId(accepted.getReportId())
                            .setZh("收到")
                            .setEn("received")
                            .setAt(at)
                            .setMode(Mode.ACTUAL)
                            .build());
        }

        private void count(ReportAccepted accepted) {
            Submission submission = accepted.getSubmission();
            OffsetDateTime local = submission.getSubmittedAt().atOffset(ZoneOffset.ofHours(8));
            String month = "%02d".formatted(local.getMonthValue());
            Map<String, Long> counted = counts.computeIfAbsent(accepted.getOffice(), none -> new TreeMap<>());
            counted.merge("category/" + submission.getCategory(), 1L, Long::sum);
            counted.merge("form/" + submission.getForm(), 1L, Long::sum);
            counted.merge("month/" + month, 1L, Long::sum);
            if (submission.getForm() == Form.RESEARCH) {
                counted.merge("research/" + month, 1L, Long::sum);
            }
            latest.put(accepted.getOffice(), submission.getSubmittedAt());
        }

        void publishTallies() {
            counts.forEach((office, counted) -> {
                long accepted = under(counted, "form/").values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                put(
                        Topics.SCORE_TALLY,
                        Instant.now(),
                        office + "/2025",
                        AnnualTally.newBuilder()
                                .setOffice(office)
                                .setYear(2025)
                                .setAccepted(accepted)
                                .setByCategory(under(counted, "category/"))
                                .setByForm(under(counted, "form/"))
                                .setByMonth(under(counted, "month/"))
                                .setResearchByMonth(under(counted, "research/"))
                                .setByRule(Map.of(RULE, accepted))
                                .setLastSubmittedAt(latest.get(office))
                                .setPoints(new BigDecimal("0.0000"))
                                .setEntries(0)
                                .setRuleBook(ruleBook)
                                .setQuotaMonthsMet(met(under(counted, "research/")))
                                .build());
            });
        }

        private static List<String> met(Map<String, Long> research) {
            return research.entrySet().stream()
                    .filter(month -> month.getValue() >= QUOTA)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static Map<String, Long> under(Map<String, Long> counted, String family) {
            Map<String, Long> found = new TreeMap<>();
            counted.forEach((name, count) -> {
                if (name.startsWith(family)) {
                    found.put(name.substring(family.length()), count);
                }
            });
            return found;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
