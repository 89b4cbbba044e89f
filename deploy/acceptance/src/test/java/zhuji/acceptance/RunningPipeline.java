package zhuji.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zhuji.events.AnnualTally;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Matter;
import zhuji.local.Feeder;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Ports;
import zhuji.local.Service;

/** The whole pipeline as a user starts it, started once for all acceptance tests, with what they ask of it. */
final class RunningPipeline implements AutoCloseable {

    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    /** After the eleven of the pipeline and of who observes it. */
    private static final int SPARE = 11;
    /** And another instance. */
    private static final int COLLECTOR = 12;

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final LocalPipeline processes;
    private final WholeLog log;
    private final Feeder feeder;
    private final int spare;
    private final int collector;

    /** Where nobody listens most of the time, which is to trouble no service. */
    private static String tracesTo(int port) {
        return "--management.opentelemetry.tracing.export.otlp.endpoint=" + address(port, "/v1/traces");
    }

    private RunningPipeline() throws IOException {
        int base = freeBase();
        data = Files.createTempDirectory("zhuji-acceptance");
        spare = base + SPARE;
        collector = base + COLLECTOR;
        processes =
                new LocalPipeline(Installation.current(), Ports.from(base), data, "demo", List.of(tracesTo(collector)));
        try {
            processes.startServers();
            processes.startServices();
        } catch (RuntimeException failed) {
            processes.close();
            throw failed;
        }
        log = new WholeLog(processes.kafka(), processes.registryUrl());
        feeder = new Feeder(processes.kafka());
    }

    /** Hands the one pipeline to every test class that asks for it, and stops it after the last. */
    static final class Started implements ParameterResolver {

        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(RunningPipeline.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningPipeline.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(HERE)
                    .computeIfAbsent(RunningPipeline.class, type -> start(), RunningPipeline.class);
        }

        private static RunningPipeline start() {
            try {
                return new RunningPipeline();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** One of its own, for a class that does what others must not feel. */
    static RunningPipeline apart() throws IOException {
        return new RunningPipeline();
    }

    LocalPipeline processes() {
        return processes;
    }

    WholeLog log() {
        return log;
    }

    Feeder feeder() {
        return feeder;
    }

    /** Where everything is kept. */
    Path data() {
        return data;
    }

    /** A port for another instance. */
    int sparePort() {
        return spare;
    }

    /** Where spans are sent. */
    int collectorPort() {
        return collector;
    }

    List<IncidentEvent> incidents(IncidentEventKind kind) {
        return log.events(
                IncidentEvent.class, event -> event.getKind() == kind && event.getMatter() == Matter.INCIDENT);
    }

    Collection<IncidentEvent> latestOfEachCase() {
        Map<String, IncidentEvent> latest = new HashMap<>();
        log.events(IncidentEvent.class, event -> event.getMatter() == Matter.INCIDENT)
                .forEach(event -> latest.put(event.getIncidentId(), event));
        return latest.values();
    }

    /** The latest tally of each office and year. */
    Map<String, AnnualTally> tallies() {
        Map<String, AnnualTally> latest = new HashMap<>();
        log.events(AnnualTally.class).forEach(tally -> latest.put(tally.getOffice() + "/" + tally.getYear(), tally));
        return latest;
    }

    /** Reports in the latest tallies, exercises included. */
    long tallied() {
        return tallies().values().stream()
                .mapToLong(tally -> tally.getAccepted() + tally.getExercises())
                .sum();
    }

    List<WholeLog.Entry> deadLetters() {
        return log.on(topic -> topic.endsWith(".dlt"));
    }

    /** A submission nothing is wrong with. */
    ObjectNode submission(String number) {
        return json.createObjectNode()
                .put("submissionId", "AT-" + number)
                .put("office", "450100")
                .put("author", "信息员甲")
                .put("signer", "值班领导乙")
                .put("mode", "ACTUAL")
                .put("category", "NEW_SITUATION")
                .put("form", "RESEARCH")
                .put("urgency", "ROUTINE")
                .put("title", "验收样例")
                .put("body", "本条为验收样例，内容为虚构。")
                .put("submittedAt", "2025-03-04T10:21:07+08:00");
    }

    /** The initial report of a fire with so many dead, ten minutes after it broke out. */
    ObjectNode fire(String office, String caseNumber, long deaths) {
        ObjectNode submission = submission(caseNumber)
                .put("office", office)
                .put("category", "MAJOR_INCIDENT")
                .put("form", "BRIEF")
                .put("urgency", "FLASH");
        ObjectNode incident = submission
                .putObject("incident")
                .put("caseNumber", caseNumber)
                .put("stage", "INITIAL")
                .put("class", "ACCIDENT")
                .put("type", "FIRE")
                .put("occurredAt", "2025-03-04T10:11:07+08:00")
                .put("division", office);
        incident.putObject("deaths").put("count", deaths).put("qualifier", "EXACT");
        return submission;
    }

    HttpResponse<String> post(Service service, String path, String body) throws IOException, InterruptedException {
        return post(processes.ports().of(service), path, body);
    }

    HttpResponse<String> postYaml(Service service, String path, String yaml) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(processes.ports().of(service), path))
                        .header("content-type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(yaml))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(int port, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(port, path))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Bytes that are said to be JSON; the answer's too, each as a character. */
    HttpResponse<String> postBytes(Service service, String path, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(processes.ports().of(service), path))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    HttpResponse<String> get(Service service, String path) throws IOException, InterruptedException {
        return get(processes.ports().of(service), path);
    }

    /** What is answered to who wants it in that form. */
    HttpResponse<String> get(Service service, String path, String accept) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(processes.ports().of(service), path))
                        .header("accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(port, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As another instance of the service would ask. */
    HttpResponse<String> getAsPeer(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(port, path))
                        .header("X-Zhuji-Forwarded", "1")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Begins to read lines that are sent as they come. */
    HttpResponse<Stream<String>> follow(int port, String path, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(port, path));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    }

    /**
     * What a command said.
     *
     * @param status its exit code
     * @param out all it printed
     */
    record Said(int status, String out) {}

    /** Runs the zhuji command as an operator does: a process of its own, on this cluster. */
    Said zhuji(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Installation.current().commandJar().toString()));
        command.addAll(List.of(arguments));
        command.add("--bootstrap=" + processes.kafka().getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        command.add("--registry=" + processes.registryUrl());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out);
    }

    static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The first of thirteen free ports, below those that systems give to whoever connects somewhere. */
    static int freeBase() {
        var random = new Random();
        for (int tries = 0; tries < 100; tries++) {
            int base = random.nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (IntStream.rangeClosed(base, base + COLLECTOR).allMatch(RunningPipeline::isFree)) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports between " + LOWEST_PORT + " and " + HIGHEST_PORT);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        feeder.close();
        log.close();
        processes.close();
        http.shutdownNow();
    }
}
