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
 */
public record Ports(
        int kafka,
        int controller,
        int registry,
        int registryManagement,
        int intake,
        int routing,
        int escalation,
        int scoring) {

    /** The ports of the design. */
    public static Ports standard() {
        return new Ports(9092, 9093, 8081, 8082, 8101, 8102, 8103, 8104);
    }

    /** Eight ports in a row. */
    public static Ports from(int base) {
        if (base < 1024 || base > 65_528) {
            throw new Trouble("--ports must be between 1024 and 65528, and the seven ports after it are used too");
        }
        return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7);
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

    /** Fails when one of them is taken. */
    void requireFree() {
        all().forEach((name, port) -> {
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
