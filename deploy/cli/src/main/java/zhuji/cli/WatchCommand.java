package zhuji.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.Audit;
import zhuji.audit.Invariant;
import zhuji.audit.Verdict;
import zhuji.audit.Violation;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.KafkaLog;
import zhuji.audit.log.LogException;
import zhuji.audit.rules.RuleBooks;
import zhuji.wire.EventSerdes;

/** {@code zhuji audit watch}: the audit as a standing service, which Prometheus reads. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "常设审计 Verify again and again, and tell Prometheus what was found.")
final class WatchCommand implements Callable<Integer> {

    private static final double MILLIS = 1_000.0;
    private static final int HIGHEST_PORT = 65_535;

    @Mixin
    private Cluster cluster = new Cluster();

    @Option(
            names = "--every",
            defaultValue = "600",
            paramLabel = "SECONDS",
            description = "Seconds from one audit's end to the next's beginning (default: ${DEFAULT-VALUE})")
    private int every;

    @Option(
            names = "--window",
            paramLabel = "HOURS",
            description = "Judge only what came in so many hours; the whole log without it")
    private @Nullable Integer window;

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1:8105",
            paramLabel = "HOST:PORT",
            description = "Where /metrics is answered (default: ${DEFAULT-VALUE})")
    private String listen = "";

    @Option(
            names = "--rule-book",
            paramLabel = "FILE",
            description = "A rule book points were given under, beside those that are shipped; may be repeated")
    private List<Path> books = new ArrayList<>();

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Invariant, Long> broken = new ConcurrentHashMap<>();
    private final Map<Invariant, Long> checked = new ConcurrentHashMap<>();
    private volatile Instant finished = Instant.EPOCH;

    /** What was printed last: what stands on the log stays there, and is told once. */
    private List<Violation> told = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (every < 1 || (window != null && window < 1)) {
            throw new IllegalArgumentException("--every and --window must be 1 or more");
        }
        RuleBooks rules = RuleBooks.shippedAnd(books);
        HttpServer server = server();
        server.start();
        System.out.println("http://" + listen + "/metrics");
        while (true) {
            verify(rules);
            Thread.sleep(Duration.ofSeconds(every));
        }
    }

    /** What cannot be read now may be readable the next time: an audit that does not finish is an alert of its own. */
    private void verify(RuleBooks rules) throws InterruptedException {
        try {
            Instant from = window == null ? null : Instant.now().minus(Duration.ofHours(window));
            var log = new KafkaLog(cluster.kafka(), new EventSerdes(cluster.registry()).schemas(), from, null);
            Verdict verdict = new Audit(log, rules, null, Duration.ofSeconds(30), List.of(), 1, read -> {}).run();
            tell(verdict);
            System.out.printf(
                    "%s  %,d records, %d violations%n",
                    BeijingTime.of(verdict.until()),
                    verdict.records(),
                    verdict.broken().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            if (!verdict.violations().equals(told)) {
                told = verdict.violations();
                told.forEach(System.out::println);
            }
        } catch (LogException | KafkaException unreadable) {
            System.err.println("zhuji: this audit could not be finished: "
                    + (unreadable instanceof LogException ? unreadable.getMessage() : "no Kafka broker answers"));
        }
    }

    private void tell(Verdict verdict) {
        if (finished.equals(Instant.EPOCH)) {
            for (Invariant invariant : Invariant.values()) {
                AuditMeters.BROKEN.gauge(meters, () -> broken.getOrDefault(invariant, 0L), invariant.name());
                AuditMeters.CHECKED.gauge(meters, () -> checked.getOrDefault(invariant, 0L), invariant.name());
            }
            AuditMeters.FINISHED.gauge(meters, () -> finished.toEpochMilli() / MILLIS);
        }
        for (Invariant invariant : Invariant.values()) {
            broken.put(invariant, verdict.broken().getOrDefault(invariant, 0L));
            checked.put(invariant, verdict.checked().getOrDefault(invariant, 0L));
        }
        finished = Instant.now();
    }

    private HttpServer server() throws IOException {
        String[] address = listen.split(":", 2);
        if (address.length != 2 || !address[1].matches("\\d{1,5}") || Integer.parseInt(address[1]) > HIGHEST_PORT) {
            throw new IllegalArgumentException("--listen must be HOST:PORT, such as 127.0.0.1:8105");
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(address[0], Integer.parseInt(address[1])), 0);
            server.createContext("/metrics", this::answer);
            return server;
        } catch (SocketException refused) {
            throw new IllegalArgumentException(
                    "nothing can listen on " + listen + " (" + refused.getMessage()
                            + "); stop what does, or choose another with --listen HOST:PORT",
                    refused);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, text.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(text);
        }
    }
}
