package zhuji.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import zhuji.local.dashboards.DashboardPages;

/** Prometheus with our rules, the standing audit, and Grafana where it is installed, beside a pipeline that runs. */
public final class Monitoring implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1:";
    private static final Duration DRAWN = Duration.ofSeconds(30);

    private final Installation installation;
    private final LocalPipeline pipeline;
    private final Path folder;
    private final DashboardPages pages;
    private final List<ManagedProcess> processes = new ArrayList<>();

    public Monitoring(Installation installation, LocalPipeline pipeline) {
        this.installation = installation;
        this.pipeline = pipeline;
        this.folder = pipeline.data().resolve("prometheus");
        this.pages = new DashboardPages(
                installation.root().resolve("deploy/grafana/dashboards"), prometheusUrl(), pagesFolder());
    }

    /**
     * Starts them; what listens is told by {@link #addresses}.
     *
     * @param auditEvery seconds from one audit's end to the next's beginning
     */
    public void start(int auditEvery) {
        start(auditEvery, UnaryOperator.identity());
    }

    /**
     * Starts them with rules that are not quite ours.
     *
     * @param auditEvery seconds from one audit's end to the next's beginning
     * @param rules what is made of the text of each file of rules
     */
    public void start(int auditEvery, UnaryOperator<String> rules) {
        requireInstalled();
        try {
            configure(rules);
        } catch (IOException refused) {
            throw new Trouble(folder + " cannot be written: " + refused.getMessage(), refused);
        }
        processes.add(audit(auditEvery));
        processes.add(prometheus());
        if (isInstalled("grafana")) {
            processes.add(grafana());
        } else {
            pages.start(DRAWN);
        }
    }

    /** Fails when one of them has ended by itself. */
    void requireAlive() {
        processes.forEach(ManagedProcess::requireAlive);
    }

    /** Where each of them listens, in words. */
    public List<String> addresses() {
        List<String> addresses = new ArrayList<>(List.of(
                "Prometheus " + prometheusUrl(), "audit     http://" + LOOPBACK + ports().audit() + "/metrics"));
        addresses.add(
                isInstalled("grafana")
                        ? "Grafana   http://" + LOOPBACK + ports().grafana()
                        : "Grafana   is not installed; its dashboards are drawn as pages, every " + DRAWN.toSeconds()
                                + " s anew: " + pagesFolder() + "/*.html");
        return addresses;
    }

    private Path pagesFolder() {
        return pipeline.data().resolve("dashboards");
    }

    private String prometheusUrl() {
        return "http://" + LOOPBACK + pipeline.ports().prometheus();
    }

    private Ports ports() {
        return pipeline.ports();
    }

    private void configure(UnaryOperator<String> rules) throws IOException {
        Path source = installation.root().resolve("deploy/prometheus");
        Files.createDirectories(folder.resolve("rules"));
        Files.createDirectories(folder.resolve("targets"));
        copy(source.resolve("prometheus.yml"), folder.resolve("prometheus.yml"));
        try (Stream<Path> ours = Files.list(source.resolve("rules"))) {
            for (Path rule : ours.toList()) {
                Files.writeString(
                        folder.resolve("rules").resolve(rule.getFileName()), rules.apply(Files.readString(rule)));
            }
        }
        var services = new StringBuilder();
        for (Service service : Service.values()) {
            services.append(target(ports().of(service), service.id()));
        }
        Files.writeString(folder.resolve("targets/services.yaml"), services);
        Files.writeString(folder.resolve("targets/audit.yaml"), target(ports().audit(), "audit"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.writeString(to, Files.readString(from));
    }

    private static String target(int port, String service) {
        return "- targets: ['" + LOOPBACK + port + "']\n  labels: {service: " + service + "}\n";
    }

    private ManagedProcess prometheus() {
        return start(
                "prometheus",
                List.of(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--storage.tsdb.retention.time=30d",
                        "--enable-feature=exemplar-storage",
                        "--web.listen-address=" + LOOPBACK + ports().prometheus()));
    }

    private ManagedProcess audit(int every) {
        return start(
                "audit",
                List.of(
                        installation.java().toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        installation.commandJar().toString(),
                        "audit",
                        "watch",
                        "--every=" + every,
                        "--listen=" + LOOPBACK + ports().audit(),
                        "--bootstrap=" + ports().bootstrap(),
                        "--registry=" + ports().registryUrl()));
    }

    private ManagedProcess grafana() {
        Path grafana = installation.root().resolve("deploy/grafana");
        return ManagedProcess.start(
                "grafana",
                pipeline.data(),
                pipeline.logs().resolve("grafana.log"),
                List.of("grafana", "server", "--homepath", "/usr/share/grafana"),
                Map.of(
                        "GF_SERVER_HTTP_ADDR", "127.0.0.1",
                        "GF_SERVER_HTTP_PORT", Integer.toString(ports().grafana()),
                        "GF_PATHS_DATA", pipeline.data().resolve("grafana").toString(),
                        "GF_PATHS_PROVISIONING", grafana.resolve("provisioning").toString(),
                        "GF_AUTH_ANONYMOUS_ENABLED", "true",
                        "ZHUJI_PROMETHEUS_URL", prometheusUrl(),
                        "ZHUJI_DASHBOARDS", grafana.resolve("dashboards").toString()));
    }

    private ManagedProcess start(String name, List<String> command) {
        return ManagedProcess.start(name, pipeline.data(), pipeline.logs().resolve(name + ".log"), command, Map.of());
    }

    /** Fails when there is no Prometheus to start. */
    public static void requireInstalled() {
        if (!isInstalled("prometheus")) {
            throw new Trouble("--observe needs Prometheus; install it (Debian: apt-get install prometheus)");
        }
    }

    /** Whether a command is on the path. */
    public static boolean isInstalled(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .anyMatch(Files::isExecutable);
    }

    @Override
    public synchronized void close() {
        pages.close();
        processes.forEach(ManagedProcess::stop);
        processes.clear();
    }
}
