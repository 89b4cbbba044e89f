package zhuji.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import zhuji.cli.OfficeRegistration;
import zhuji.cli.OfficeRegistry;
import zhuji.events.Topic;
import zhuji.wire.EventSerdes;
import zhuji.wire.provisioning.SchemaProvisioning;
import zhuji.wire.provisioning.TopicProvisioning;

/** The pipeline as processes of its own on this machine: broker, registry, four services. */
public final class LocalPipeline implements AutoCloseable {

    /** What the services need. */
    public enum Server {
        BROKER,
        REGISTRY
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(150);
    private static final int OK = 200;

    /** A report goes before its score: where processors are few, scoring takes what the others leave. */
    private static final List<String> GIVING_WAY = List.of("nice", "-n", "2");

    /** After how long of silence another instance takes over; the broker's settings allow it. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(3);

    private final Installation installation;
    private final Ports ports;
    private final Path data;
    private final String policy;
    private final List<String> settings;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(POLL).build();
    private final Map<Service, ManagedProcess> services = new EnumMap<>(Service.class);
    private final Map<String, ManagedProcess> others = new HashMap<>();
    private final Map<Server, ManagedProcess> servers = new EnumMap<>(Server.class);
    private volatile boolean closing;
    private String offices = OfficeRegistry.DEFAULT_PROFILE;

    /**
     * @param data folder for logs, broker, registry and state
     * @param policy demo or national
     */
    public LocalPipeline(Installation installation, Ports ports, Path data, String policy) {
        this(installation, ports, data, policy, List.of());
    }

    /**
     * @param data folder for logs, broker, registry and state
     * @param policy demo or national
     * @param settings of every service, as {@code --name=value}
     */
    public LocalPipeline(Installation installation, Ports ports, Path data, String policy, List<String> settings) {
        this.installation = installation;
        this.ports = ports;
        this.data = data.toAbsolutePath();
        this.policy = policy;
        this.settings = List.copyOf(settings);
    }

    /** Names another profile of offices, before they are created. */
    void useOffices(String profile) {
        this.offices = profile;
    }

    /** Starts broker and registry, and creates topics, schemas and offices. */
    public void startServers() {
        startServers(Topic::partitions);
    }

    /** The same, with other numbers of partitions than the catalogue's. */
    public void startServers(ToIntFunction<Topic> partitions) {
        startServers(partitions, JavaOptions.REGISTRY, JavaOptions.BROKER);
    }

    /** The same, as they run for long, with the compiler that takes its time. */
    public void startServersForLong(ToIntFunction<Topic> partitions) {
        startServers(partitions, JavaOptions.REGISTRY_FOR_LONG, JavaOptions.BROKER_FOR_LONG);
    }

    private void startServers(ToIntFunction<Topic> partitions, List<String> registry, List<String> broker) {
        ports.requireFree();
        createFolders();
        servers.put(Server.REGISTRY, registry(registry));
        servers.put(Server.BROKER, broker(broker));
        awaitRegistry();
        awaitBroker();
        provision(partitions);
    }

    /** Asks the registry to end, and waits until it has: what is away answers nothing. */
    public void stopRegistry() {
        ManagedProcess registry = servers.remove(Server.REGISTRY);
        if (registry != null) {
            registry.stop();
        }
    }

    /** Starts the registry again, with the schemas it had, and waits until it answers. */
    public void launchRegistry() {
        servers.put(Server.REGISTRY, registry(JavaOptions.REGISTRY));
        awaitRegistry();
    }

    /** Starts the four services together and waits until all are ready. */
    public void startServices() {
        for (Service service : Service.values()) {
            launch(service);
        }
        for (Service service : Service.values()) {
            awaitReady(service);
        }
    }

    /** Starts one service and returns at once. */
    public void launch(Service service) {
        launch(service, List.of());
    }

    /**
     * Starts one service with settings of its own and returns at once.
     *
     * @param settings as {@code --name=value}, over those every service gets
     */
    public void launch(Service service, List<String> settings) {
        services.put(service, start(service, service.id(), ports.of(service), JavaOptions.SOON_READY, settings));
    }

    /**
     * Starts one service as it runs for long, with the compiler that takes its time, and returns at once.
     *
     * @param settings as {@code --name=value}, over those every service gets
     */
    public void launchForLong(Service service, List<String> settings) {
        services.put(service, start(service, service.id(), ports.of(service), JavaOptions.FOR_LONG, settings));
    }

    /** Asks a service to end, and waits until it has. */
    public void stop(Service service) {
        ManagedProcess process = services.remove(service);
        if (process != null) {
            process.stop();
        }
    }

    /** Process id of a running service. */
    public long pid(Service service) {
        ManagedProcess process = services.get(service);
        if (process == null) {
            throw new Trouble(service.id() + " is not running");
        }
        return process.pid();
    }

    /** Process id of a server. */
    public long pid(Server server) {
        ManagedProcess process = servers.get(server);
        if (process == null) {
            throw new Trouble("the " + server + " is not running");
        }
        return process.pid();
    }

    /**
     * Starts another instance of a service and returns at once.
     *
     * @param number its number, from 1 on; it has a state folder and a log of its own, and they are kept over restarts
     * @param port where its HTTP listens
     */
    public void launchAnother(Service service, int number, int port) {
        launchAnother(service, number, port, JavaOptions.SOON_READY);
    }

    /** The same, as it runs for long. */
    public void launchAnotherForLong(Service service, int number, int port) {
        launchAnother(service, number, port, JavaOptions.FOR_LONG);
    }

    private void launchAnother(Service service, int number, int port, List<String> machine) {
        String name = another(service, number);
        others.put(name, start(service, name, port, machine, List.of("--zhuji.instance=" + number)));
    }

    private static String another(Service service, int number) {
        return service.id() + "-" + number;
    }

    /**
     * Starts a program that is not one of the services and returns at once, in a Java as one that runs for long has.
     *
     * @param name under which it is stopped; also its log's
     * @param arguments of {@code java}
     */
    public void launchProgram(String name, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(installation.java().toString()));
        command.addAll(JavaOptions.FOR_LONG);
        command.addAll(arguments);
        others.put(name, ManagedProcess.start(name, data, logs().resolve(name + ".log"), command));
    }

    /** Asks a program to end, and waits until it has. */
    public void stopProgram(String name) {
        ManagedProcess process = others.remove(name);
        if (process != null) {
            process.stop();
        }
    }

    private ManagedProcess start(Service service, String name, int port, List<String> machine, List<String> more) {
        List<String> command = new ArrayList<>(service == Service.SCORING ? GIVING_WAY : List.of());
        command.add(installation.java().toString());
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(machine);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                installation.jarOf(service).toString(),
                "--spring.profiles.active=" + policy,
                "--spring.main.banner-mode=off",
                "--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + ports.bootstrap(),
                "--zhuji.registry=" + ports.registryUrl(),
                "--zhuji.take-over=" + TAKE_OVER.toMillis() + "ms",
                "--zhuji.state-dir=" + data.resolve("state").resolve(name)));
        command.addAll(settings);
        command.addAll(more);
        return ManagedProcess.start(name, data, logs().resolve(name + ".log"), command);
    }

    /** What {@code recompute} of scoring said, and how it ended. */
    public record Recomputed(int status, String said) {}

    /** Computes all years anew from the log, in a process of its own, and compares them with what is published. */
    public Recomputed recompute() {
        Path output = logs().resolve("recompute.log");
        List<String> command = new ArrayList<>(List.of(installation.java().toString()));
        command.addAll(JavaOptions.RECOMPUTATION);
        command.addAll(List.of(
                "-jar",
                installation.jarOf(Service.SCORING).toString(),
                "recompute",
                "--spring.main.banner-mode=off",
                "--spring.profiles.active=" + policy,
                "--logging.level.root=warn",
                "--spring.kafka.bootstrap-servers=" + ports.bootstrap(),
                "--zhuji.registry=" + ports.registryUrl()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            int status = process.start().waitFor();
            return new Recomputed(status, Files.readString(output));
        } catch (IOException refused) {
            throw new Trouble("the recomputation could not be started: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted", interrupted);
        }
    }

    /** Ends a service at once, as a crash would (SIGKILL). */
    public void kill(Service service) throws InterruptedException {
        ManagedProcess process = services.remove(service);
        if (process != null) {
            process.kill();
        }
    }

    /** Asks another instance to end, and waits until it has. */
    public void stopAnother(Service service, int number) {
        stopProgram(another(service, number));
    }

    /** Ends another instance at once. */
    public void killAnother(Service service, int number) throws InterruptedException {
        ManagedProcess process = others.remove(another(service, number));
        if (process != null) {
            process.kill();
        }
    }

    /** Waits until a service says it is ready. */
    public void awaitReady(Service service) {
        awaitReady(service, ports.of(service));
    }

    /** Waits until the instance of a service that listens there says it is ready. */
    public void awaitReady(Service service, int port) {
        URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        await(service.id() + " to be ready", () -> answersOk(readiness));
    }

    /** Client settings for this broker. */
    public Properties kafka() {
        var settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, ports.bootstrap());
        return settings;
    }

    /** The registry's address. */
    public String registryUrl() {
        return ports.registryUrl();
    }

    /** Where everything listens. */
    public Ports ports() {
        return ports;
    }

    /** Folder for logs, broker, registry and state. */
    public Path data() {
        return data;
    }

    /** One log file for each process. */
    public Path logs() {
        return data.resolve("logs");
    }

    /** The broker's log segments. */
    public Path segments() {
        return data.resolve("kafka");
    }

    /** Fails when something that was started has ended by itself. */
    public void requireAlive() {
        if (closing) {
            return;
        }
        servers.values().forEach(ManagedProcess::requireAlive);
        services.values().forEach(ManagedProcess::requireAlive);
        others.values().forEach(ManagedProcess::requireAlive);
    }

    private void createFolders() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(data.resolve("registry"));
        } catch (IOException refused) {
            throw new Trouble("the folder " + data + " cannot be written: " + refused.getMessage(), refused);
        }
    }

    private ManagedProcess broker(List<String> options) {
        Path settings = data.resolve("kafka.properties");
        try {
            Files.writeString(settings, BrokerSettings.of(ports, segments()));
        } catch (IOException refused) {
            throw new Trouble(settings + " cannot be written: " + refused.getMessage(), refused);
        }
        String java = installation.java().toString();
        String classPath = installation.brokerClassPath();
        Path log = logs().resolve("kafka.log");
        var format = ManagedProcess.start(
                "kafka format",
                data,
                log,
                List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "kafka.tools.StorageTool",
                        "format",
                        "--ignore-formatted",
                        "-t",
                        BrokerSettings.CLUSTER_ID,
                        "-c",
                        settings.toString()));
        format.awaitEnd();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "kafka.Kafka", settings.toString()));
        return ManagedProcess.start("kafka", data, log, command);
    }

    /** Its schemas are kept on disk: the log names them by number, and outlives the process. */
    private ManagedProcess registry(List<String> options) {
        List<String> command = new ArrayList<>(List.of(installation.java().toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + ports.registry(),
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + ports.registryManagement(),
                "-Dapicurio.datasource.url=jdbc:h2:file:" + data.resolve("registry/schemas"),
                "-jar",
                "quarkus-run.jar"));
        return ManagedProcess.start(
                "schema registry", installation.registryFolder(), logs().resolve("registry.log"), command);
    }

    private void awaitRegistry() {
        await("the schema registry to answer", () -> answersOk(URI.create(ports.registryUrl() + "/subjects")));
    }

    private void awaitBroker() {
        var settings = kafka();
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "2000");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "1000");
        try (Admin admin = Admin.create(settings)) {
            await("the broker to answer", () -> {
                try {
                    return !admin.describeCluster().nodes().get().isEmpty();
                } catch (ExecutionException notYet) {
                    return false;
                }
            });
        }
    }

    private void provision(ToIntFunction<Topic> partitions) {
        try (Admin admin = Admin.create(kafka())) {
            new TopicProvisioning(admin).apply(partitions);
            new SchemaProvisioning(new EventSerdes(registryUrl()).registry()).apply();
            new OfficeRegistration(kafka(), registryUrl()).apply(OfficeRegistry.load(offices));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted", interrupted);
        } catch (Exception refused) {
            throw new Trouble("topics, schemas and offices could not be created: " + refused.getMessage(), refused);
        }
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(String what, Condition condition) {
        Instant until = Instant.now().plus(PATIENCE);
        try {
            while (!condition.holds()) {
                requireAlive();
                if (Instant.now().isAfter(until)) {
                    throw new Trouble(
                            "waited " + PATIENCE.toSeconds() + " s for " + what + "; the logs are in " + logs());
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while waiting for " + what, interrupted);
        }
    }

    private boolean answersOk(URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops everything it started, services first, nothing else. */
    @Override
    public synchronized void close() {
        closing = true;
        List<Thread> stopping = Stream.concat(services.values().stream(), others.values().stream())
                .map(process -> Thread.ofVirtual().start(process::stop))
                .toList();
        stopping.forEach(LocalPipeline::join);
        services.clear();
        others.clear();
        servers.values().forEach(ManagedProcess::stop);
        servers.clear();
        http.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
