package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhuji.events.DeskAction;
import zhuji.events.EventHeaders;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Topics;
import zhuji.local.Feeder;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Ports;
import zhuji.local.Service;
import zhuji.wire.EventSerdes;

/** A broker whose topics have fewer partitions than the catalogue says, or more: a case, its actions, its deadlines and its news meet all the same. */
@ExtendWith(RunningPipeline.Started.class)
@Order(10)
class PartitionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REPORTER = "350112";
    private static final String CITY = "350100";
    private static final String PROVINCE = "350000";
    private static final int CASES = 12;

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void casesClimbAndMissTheirDeadlines(int partitions, RunningPipeline running) throws Exception {
        var data = Files.createTempDirectory("zhuji-partitions");
        try (var pipeline =
                new LocalPipeline(Installation.current(), Ports.from(RunningPipeline.freeBase()), data, "demo")) {
            pipeline.startServers(topic -> topic.partitions() > 1 ? partitions : 1);
            List<Service> services = List.of(Service.INTAKE, Service.ESCALATION);
            services.forEach(pipeline::launch);
            services.forEach(pipeline::awaitReady);
            Set<String> cases = open(pipeline, running);
            await().atMost(PATIENCE)
                    .until(() -> of(pipeline, IncidentEventKind.RECEIVED, CITY).containsAll(cases));

            try (Stream<String> news = running.follow(
                            pipeline.ports().of(Service.ESCALATION), "/desks/" + PROVINCE + "/events", null)
                    .body()) {
                relay(pipeline, cases);
                // Lines come for as long as it is listened to, whatever they say.
                CompletableFuture.runAsync(() -> readNewsOf(cases, news.iterator()))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }

            assertThat(of(pipeline, IncidentEventKind.RECEIVED, PROVINCE)).isEqualTo(cases);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(of(pipeline, IncidentEventKind.DEADLINE_MISSED, PROVINCE))
                            .isEqualTo(cases));
        }
    }

    private static Set<String> open(LocalPipeline pipeline, RunningPipeline running) {
        Set<String> opened = new HashSet<>();
        try (var offices = new Feeder(pipeline.kafka())) {
            IntStream.range(0, CASES).mapToObj(number -> "P" + number).forEach(number -> {
                byte[] fire = running.fire(REPORTER, number, 3).toString().getBytes(UTF_8);
                offices.post(REPORTER, fire, Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.JSON));
                opened.add(REPORTER + ":" + number);
            });
        }
        return opened;
    }

    private static void relay(LocalPipeline pipeline, Set<String> cases) {
        try (var desk = new KafkaProducer<String, DeskAction>(
                pipeline.kafka(), new StringSerializer(), new EventSerdes(pipeline.registryUrl()).serializer())) {
            cases.forEach(incident -> EscalationIT.relay(desk, incident, CITY));
        }
    }

    private static void readNewsOf(Set<String> cases, Iterator<String> lines) {
        Set<String> silent = new HashSet<>(cases);
        while (!silent.isEmpty()) {
            String line = lines.next();
            silent.removeIf(incident -> line.contains("\"" + incident + "\"") && line.contains("RECEIVED"));
        }
    }

    /** The cases to which that happened at a rung. */
    private static Set<String> of(LocalPipeline pipeline, IncidentEventKind kind, String rung) {
        var events = new EventSerdes(pipeline.registryUrl()).deserializer(IncidentEvent.class);
        Set<String> cases = new HashSet<>();
        AnotherCluster.records(pipeline, Topics.INCIDENT_EVENT).forEach(record -> {
            IncidentEvent event = events.deserialize(record.topic(), record.value());
            if (event.getKind() == kind && rung.equals(event.getRung())) {
                cases.add(event.getIncidentId());
            }
        });
        return cases;
    }
}
