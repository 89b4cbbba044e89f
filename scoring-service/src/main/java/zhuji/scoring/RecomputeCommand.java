package zhuji.scoring;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import zhuji.scoring.kafka.CommittedReader;
import zhuji.scoring.kafka.Recomputation;
import zhuji.wire.EventDecoder;
import zhuji.wire.EventSerdes;
import zhuji.wire.WireProperties;

/**
 * {@code java -jar scoring-service.jar recompute}: computes every year anew from the log alone, and compares the outcome with what was
 * published. Ends with 0 when they agree, with 1 when they do not.
 */
@EnableConfigurationProperties({ScoringProperties.class, WireProperties.class, KafkaProperties.class})
class RecomputeCommand {

    static final String NAME = "recompute";

    private static final double NANOS = 1e9;
    private static final int SHOWN = 20;

    static int run(String[] args) throws IOException, InterruptedException, ExecutionException {
        var application = new SpringApplication(RecomputeCommand.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        try (var context = application.run(args)) {
            String registry = context.getBean(WireProperties.class).registry();
            Map<String, Object> settings = CommittedReader.settings(context.getBean(KafkaProperties.class));
            settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
            var decoder = EventDecoder.withoutTexts(new EventSerdes(registry).schemas());
            Deserializer<SpecificRecord> events = (topic, bytes) -> bytes == null ? null : decoder.decode(bytes);
            var recomputation = new Recomputation(
                    () -> new KafkaConsumer<>(settings, new StringDeserializer(), events),
                    context.getBean(ScoringProperties.class).books(),
                    Runtime.getRuntime().availableProcessors());
            return report(recomputation);
        }
    }

    private static int report(Recomputation recomputation) throws InterruptedException, ExecutionException {
        Recomputation.Outcome outcome = recomputation.run();
        double seconds = outcome.took().toNanos() / NANOS;
        System.out.printf(
                "%d facts read and counted in %.2f s, %.0f a second%n",
                outcome.facts(), seconds, outcome.facts() / seconds);
        int tallies = compare("tally", outcome.tallies(), recomputation.publishedTallies());
        int decisions = compare("decision", outcome.decisions(), recomputation.publishedDecisions());
        System.out.printf(
                "%d tallies, %d decisions; %d differ from what was published%n",
                outcome.tallies().size(), outcome.decisions().size(), tallies + decisions);
        return tallies + decisions == 0 ? 0 : 1;
    }

    private static <T> int compare(String what, Map<String, T> computed, Map<String, T> published) {
        var keys = new TreeSet<>(computed.keySet());
        keys.addAll(published.keySet());
        keys.removeIf(key -> Objects.equals(computed.get(key), published.get(key)));
        keys.stream().limit(SHOWN).forEach(key -> System.out.printf("the %s of %s differs%n", what, key));
        return keys.size();
    }
}
