package zhuji.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything listens, on loopback.
 *
 * @param kafka the broker
 * @param controller the broker's controller
 * @param registry the schema registry
 * @param registryManagement the registry's management
 * @param intake intake's HTTP
 * @param routing routing's HTTP
 * @param escalation escalation's HTTP
 * @param scoring scoring's HTTP
 * @param audit the standing audit's metrics
 * @param prometheus Prometheus
 * @param grafana Grafana
 */
public record Ports(
        int kafka,
        int controller,
        int registry,
        int registryManagement,
        int intake,
        int routing,
        int escalation,
        int scoring,
        int audit,
        int prometheus,
        int grafana) {

    /** The ports of the design. */
    public static Ports standard() {
        return new Ports(9092, 9093, 8081, 8082, 8101, 8102, 8103, 8104, 8105, 9090, 3000);
    }

    /** Eleven ports in a row; the last three are used only by who observes. */
    public static Ports from(int base) {
        if (base < 1024 || base > 65_525) {
            throw new Trouble("--ports must be between 1024 and 65525, and the ten ports after it are used too");
        }
        return new Ports(
                base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7, base + 8, base + 9,
                base + 10);
    }

    /** The port of a service. */
    public int of(Service service) {
        return switch (service) {
            case INTAKE -> intake;
            case ROUTING -> routing;
            case ESCALATION -> escalation;
            case SCORING -> scoring;
        };
    }

    String bootstrap() {
        return "127.0.0.1:" + kafka;
    }

    String registryUrl() {
        return "http://127.0.0.1:" + registry + "/apis/ccompat/v7";
    }

    /** Fails when one of those is taken that the pipeline needs. */
    void requireFree() {
        requireFree(all());
    }

    /** Fails when one of those is taken that who observes needs. */
    void requireFreeToObserve() {
        requireFree(Map.of("audit", audit, "Prometheus", prometheus, "Grafana", grafana));
    }

    private static void requireFree(Map<String, Integer> some) {
        some.forEach((name, port) -> {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException taken) {
                throw new Trouble("port " + port + " (" + name
                        + ") is taken; stop what listens there, or choose other ports with --ports BASE");
            }
        });
    }

    private Map<String, Integer> all() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("Kafka", kafka);
        all.put("Kafka controller", controller);
        all.put("schema registry", registry);
        all.put("schema registry management", registryManagement);
        for (Service service : Service.values()) {
            all.put(service.id(), of(service));
        }
        return all;
    }
}
