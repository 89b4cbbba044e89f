package zhuji.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.checkpoint.Checkpoints;
import zhuji.audit.log.KafkaLog;
import zhuji.audit.log.Stretch;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** {@code zhuji status}: how it stands, in one screen. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "概况 Lag per service, open and overdue cases per region, dead letters, versions in use.")
final class StatusCommand implements Callable<Integer> {

    private static final List<String> SERVICES =
            List.of(Topics.INTAKE, Topics.ROUTING, Topics.ESCALATION, Topics.SCORING);

    /** Digits of a SHA-256 that tell two apart. */
    private static final int SHORT = 16;

    @Mixin
    private Cluster cluster = new Cluster();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        var log = new KafkaLog(cluster.kafka(), new EventSerdes(cluster.registry()).schemas(), null, null);
        Map<String, Map<String, Long>> lags = new LinkedHashMap<>();
        try (Admin admin = Admin.create(cluster.kafka())) {
            for (String service : SERVICES) {
                lags.put(service, lag(admin, service, log.stretches()));
            }
        }
        List<String> warnings = BrokerWarnings.of(cluster.kafka());
        CaseStatus cases = CaseStatus.of(log);
        Map<String, String> chains = Checkpoints.heads(log);
        Map<String, Long> letters = new TreeMap<>();
        log.stretches().stream()
                .filter(stretch -> Topic.isOfDeadLetters(stretch.topic()) && stretch.length() > 0)
                .forEach(stretch -> letters.merge(stretch.topic(), stretch.length(), Long::sum));
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("lag", lags);
            all.put("cases", cases.byRegion());
            all.put("deadLetters", letters);
            all.put("chainHeads", chains);
            all.put("policies", cases.policies());
            all.put("ruleBooks", cases.ruleBooks());
            all.put("warnings", warnings);
            Output.json(all);
        } else {
            print(lags, cases, letters, chains);
            warnings.forEach(warning -> System.out.println("! " + warning));
        }
        return 0;
    }

    private static String nameOf(String region, Map<String, OfficeRegistered> offices) {
        OfficeRegistered office = offices.get(region + "0000");
        return office == null ? region : region + " " + office.getName();
    }

    /** Records of each topic it reads that a service has not committed yet; all of them where it has committed none. */
    private static Map<String, Long> lag(Admin admin, String service, List<Stretch> stretches)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(service)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<String, Long> lag = new TreeMap<>();
        for (Stretch stretch : stretches) {
            OffsetAndMetadata done = committed.get(new TopicPartition(stretch.topic(), stretch.partition()));
            Topic topic = Topics.named(stretch.topic());
            if (done != null || (topic != null && topic.readers().contains(service))) {
                long from = done == null ? stretch.first() : Math.max(stretch.first(), done.offset());
                lag.merge(stretch.topic(), Math.max(0, stretch.end() - from), Long::sum);
            }
        }
        return lag;
    }

    private static void print(
            Map<String, Map<String, Long>> lags,
            CaseStatus cases,
            Map<String, Long> letters,
            Map<String, String> chains) {
        List<List<String>> rows = new ArrayList<>();
        lags.forEach((service, topics) ->
                topics.forEach((topic, lag) -> rows.add(List.of(service, topic, "%,d".formatted(lag)))));
        Output.table(List.of("service", "topic", "lag"), rows);
        System.out.println();
        Map<String, OfficeRegistered> offices = OfficeRegistry.load(OfficeRegistry.DEFAULT_PROFILE);
        List<List<String>> regions = new ArrayList<>();
        cases.byRegion()
                .forEach((region, counts) -> regions.add(List.of(
                        nameOf(region, offices), "%,d".formatted(counts.open()), "%,d".formatted(counts.overdue()))));
        Output.table(List.of("region 省级", "open 未结", "overdue 逾期"), regions);
        System.out.println();
        letters.forEach((topic, count) -> System.out.printf("dead letters on %s: at most %,d%n", topic, count));
        if (letters.isEmpty()) {
            System.out.println("no dead letters 无死信");
        }
        System.out.printf(
                "chains of digests 摘要链: %,d senders, all heads together %s%n",
                chains.size(), Checkpoints.digestOf(chains).substring(0, SHORT));
        System.out.println("policies in use: " + String.join(", ", new TreeSet<>(cases.policies())));
        cases.ruleBooks().forEach((year, book) -> System.out.println("rule book of " + year + ": " + book));
    }
}
