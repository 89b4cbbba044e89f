package zhuji.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** Routing with metrics and tracing as shipped, scraped every five seconds, and with neither, in turn. */
@Command(
        name = "7-observation",
        aliases = "observation",
        mixinStandardHelpOptions = true,
        description = "What metrics and tracing cost routing, beside the same without.")
final class ObservationScenario implements Callable<Integer> {

    private static final List<String> WITHOUT =
            List.of("--management.tracing.enabled=false", "--management.metrics.enable.all=false");
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SCRAPED = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;

    /** Of the reports of a turn, those during which the process becomes warm. */
    private static final double WARMING = 0.4;

    @Option(names = "--reports", defaultValue = "300000", description = "Reports of a turn. Default: ${DEFAULT-VALUE}")
    private int reports;

    @Option(names = "--pairs", defaultValue = "6", description = "Pairs of turns. Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Mixin
    private final Servers servers = new Servers();

    private int fed;

    /**
     * The result.
     *
     * @param machine where
     * @param reports reports of a turn
     * @param withPerSecond reports a second with metrics and tracing, of each turn
     * @param withoutPerSecond reports a second with neither, of each turn
     * @param share the median, pair by pair, of the one in the other
     */
    record Result(Machine machine, int reports, List<Long> withPerSecond, List<Long> withoutPerSecond, double share) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        try (LocalPipeline pipeline = servers.start(installation, "national")) {
            Result result = measure(pipeline, Machine.here(installation.root()));
            System.out.printf("%nwith metrics and tracing, of without     %.3f%n%n", result.share());
            Results.write(installation.root(), "7-observation", result);
        }
        return 0;
    }

    private Result measure(LocalPipeline pipeline, Machine machine) throws InterruptedException {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            // Whichever is second finds the machine as the first left it.
            if (pair % 2 == 0) {
                with.add(turn(pipeline, List.of()));
                without.add(turn(pipeline, WITHOUT));
            } else {
                without.add(turn(pipeline, WITHOUT));
                with.add(turn(pipeline, List.of()));
            }
            System.out.printf("with %,.0f /s, without %,.0f /s%n", with.getLast(), without.getLast());
        }
        double share = Figures.share(with, without);
        return new Result(machine, reports, Figures.whole(with), Figures.whole(without), Figures.rounded(share));
    }

    /** @return reports a second, once the process is warm */
    private double turn(LocalPipeline pipeline, List<String> settings) throws InterruptedException {
        feed(pipeline);
        var done = new CountDownLatch(1);
        try (var routed = routed(pipeline.kafka())) {
            pipeline.launchForLong(Service.ROUTING, settings);
            pipeline.awaitReady(Service.ROUTING);
            if (settings.isEmpty()) {
                scrape(pipeline.ports().of(Service.ROUTING), done);
            }
            int warm = await(pipeline, routed, (int) (WARMING * reports));
            long start = System.nanoTime();
            int left = reports - warm;
            await(pipeline, routed, left);
            return left * NANOS / (System.nanoTime() - start);
        } finally {
            done.countDown();
            pipeline.stop(Service.ROUTING);
        }
    }

    /** @return how many there were, no fewer than that number */
    private static int await(LocalPipeline pipeline, KafkaConsumer<byte[], byte[]> routed, int number) {
        int read = 0;
        while (read < number) {
            pipeline.requireAlive();
            read += routed.poll(POLL).count();
        }
        return read;
    }

    private static void scrape(int port, CountDownLatch done) {
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
        Thread.ofPlatform().daemon().name("scrape").start(() -> {
            try (HttpClient http = HttpClient.newHttpClient()) {
                do {
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
                } while (!done.await(SCRAPED.toMillis(), TimeUnit.MILLISECONDS));
            } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void feed(LocalPipeline pipeline) {
        Properties settings = Servers.filling(pipeline.kafka());
        List<String> offices = Reports.offices();
        var year = new Reports(2 * pairs * reports);
        var serdes = new EventSerdes(pipeline.registryUrl());
        try (var producer = new KafkaProducer<String, ReportAccepted>(
                settings, new StringSerializer(), serdes.<ReportAccepted>serializer())) {
            for (int number = fed; number < fed + reports; number++) {
                ReportAccepted report = year.accepted(offices.get(number % offices.size()), number);
                var unused = producer.send(new ProducerRecord<>(Topics.REPORT_ACCEPTED, report.getOffice(), report));
            }
        }
        fed += reports;
    }

    /** A reader of what is routed from now on. */
    private static KafkaConsumer<byte[], byte[]> routed(Properties kafka) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> places = consumer.partitionsFor(Topics.REPORT_ROUTED).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(places);
        consumer.seekToEnd(places);
        places.forEach(consumer::position);
        return consumer;
    }
}
