package zhuji.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.failures.DeadLetters;

/** What has to be there before a service can start: a broker, the declared topics, a registry that knows the schemas. */
final class Surroundings {

    private static final String PREPARE =
            "run deploy/cli/zhuji topics apply, schemas apply and offices apply on this cluster";

    private static final String WAIT_OR_NAME = "start it, or name another with zhuji.registry";
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Surroundings.class);

    private Surroundings() {}

    /**
     * Looks whether the broker and the topics are there.
     *
     * @param kafka client settings
     * @param patience how long to wait for a server to answer
     * @throws Missing with one sentence about the first thing that is not, and what to do
     */
    static void requireServers(Map<String, Object> kafka, Duration patience) {
        Object servers = kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get();
            List<String> missing = Topics.ALL.stream()
                    .map(Topic::name)
                    .filter(name -> !existing.contains(name))
                    .toList();
            if (!missing.isEmpty()) {
                throw new Missing("topics are missing, " + missing.getFirst() + " among them", PREPARE);
            }
        } catch (ExecutionException silent) {
            throw new Missing(
                    "no Kafka broker answers at " + servers,
                    "start it, or name another with spring.kafka.bootstrap-servers");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Missing("interrupted while looking for the broker", "start again");
        }
    }

    /**
     * Looks up the schema of everything the service writes, which the serializers then know already. A registry that is away is waited for, as
     * long as it takes: who starts first after an outage is nobody's choice.
     *
     * @throws Missing when the registry lacks one of them
     */
    static void awaitSchemas(String service, EventSerdes serdes, WireProperties properties) {
        boolean told = false;
        while (true) {
            try {
                requireSchemas(service, serdes, properties);
                return;
            } catch (Away away) {
                if (!told) {
                    log.warn("{}; {}. Waiting for it", away.getMessage(), away.action());
                }
                told = true;
                rest();
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Missing("interrupted while waiting for the schema registry", "start again");
        }
    }

    private static void requireSchemas(String service, EventSerdes serdes, WireProperties properties) {
        for (Topic topic : Topics.ALL) {
            if (topic.writer().equals(service)) {
                topic.payloads().forEach(event -> requireSchema(topic, event, serdes, properties));
            }
        }
    }

    private static void requireSchema(
            Topic topic, Class<? extends SpecificRecord> event, EventSerdes serdes, WireProperties properties) {
        Schema schema = SpecificData.get().getSchema(event);
        try {
            serdes.registry().getId(topic.name() + "-" + schema.getFullName(), new AvroSchema(schema));
        } catch (RestClientException refused) {
            if (DeadLetters.mayBeMendedByRetrying(refused)) {
                throw new Away(
                        "the schema registry at " + properties.registry() + " does not answer as one", WAIT_OR_NAME);
            }
            throw new Missing(
                    "the schema registry at " + properties.registry() + " does not know " + schema.getName() + " on "
                            + topic.name(),
                    PREPARE);
        } catch (IOException silent) {
            throw new Away("no schema registry answers at " + properties.registry(), WAIT_OR_NAME);
        }
    }

    /** Something that may be there in a moment. */
    private static final class Away extends Missing {
        private Away(String what, String action) {
            super(what, action);
        }
    }

    /** Something a service cannot start without. */
    static class Missing extends RuntimeException {

        private final String action;

        Missing(String what, String action) {
            super(what);
            this.action = action;
        }

        String action() {
            return action;
        }
    }

    /** Tells it in one sentence instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<Missing> {

        @Override
        protected FailureAnalysis analyze(Throwable root, Missing missing) {
            return new FailureAnalysis(String.valueOf(missing.getMessage()), missing.action, missing);
        }
    }
}
