package zhuji.telemetry;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the broker and the schema registry answer. They are asked beside the work, every few seconds, so that who asks a service for its
 * health never waits for them.
 */
final class Servers implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    /** A server that did not answer for as long counts as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Admin admin;
    private final SchemaRegistryClient registry;
    private final InstantSource clock;
    private final AtomicReference<Instant> broker = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> schemas = new AtomicReference<>(Instant.EPOCH);
    private final CountDownLatch closing = new CountDownLatch(1);

    Servers(Admin admin, SchemaRegistryClient registry, InstantSource clock) {
        this.admin = admin;
        this.registry = registry;
        this.clock = clock;
    }

    /** Begins to ask. */
    void start() {
        ask(
                "broker",
                broker,
                () -> admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        ask("registry", schemas, registry::getAllSubjects);
    }

    HealthIndicator broker() {
        return () -> health(broker);
    }

    HealthIndicator registry() {
        return () -> health(schemas);
    }

    private interface Question {
        Object ask() throws Exception;
    }

    private void ask(String name, AtomicReference<Instant> answered, Question question) {
        Thread.ofPlatform().daemon().name("asks-" + name).start(() -> {
            try {
                do {
                    ask(answered, question);
                } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void ask(AtomicReference<Instant> answered, Question question) throws InterruptedException {
        try {
            question.ask();
            answered.set(clock.instant());
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception away) {
            // When it last answered tells it.
        }
    }

    private Health health(AtomicReference<Instant> answered) {
        Instant last = answered.get();
        boolean answers = last.plus(PATIENCE).isAfter(clock.instant());
        return (answers ? Health.up() : Health.outOfService())
                .withDetail("answered", last.equals(Instant.EPOCH) ? "never" : last.toString())
                .build();
    }

    @Override
    public void close() {
        closing.countDown();
        admin.close(Duration.ZERO);
    }
}
