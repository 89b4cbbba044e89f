package zhuji.bench.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import zhuji.bench.peer.job.Arguments;
import zhuji.bench.peer.job.Job;
import zhuji.events.Topics;

/**
 * A route from batches to a transacted producer, one transaction for each batch, topics by header, as the documentation of camel-kafka has it.
 * Offsets are committed beside the transaction and not in it: Camel has no way to do that yet (CAMEL-24781), so it promises less than routing.
 */
public final class Peer extends RouteBuilder {

    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

    private final Arguments given;
    private final Job job;

    private Peer(Arguments given) {
        this.given = given;
        this.job = Job.of(given);
    }

    /** Runs until it is stopped. */
    public static void main(String[] arguments) throws Exception {
        var camel = new Main();
        camel.configure().addRoutesBuilder(new Peer(Arguments.of(arguments)));
        camel.run();
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("kafka:" + Topics.REPORT_ACCEPTED + "?brokers=" + given.bootstrap() + "&groupId=" + given.group()
                        + "&autoOffsetReset=earliest&isolationLevel=read_committed&breakOnFirstError=true"
                        + "&batching=true&maxPollRecords=2000&pollTimeoutMs=100&batchingIntervalMs=200"
                        + "&keyDeserializer=" + BYTES + "Deserializer&valueDeserializer=" + BYTES + "Deserializer")
                .process(this::address)
                .to("kafka:" + given.prefix() + Topics.REPORT_ROUTED + "?brokers=" + given.bootstrap()
                        + "&transactionalId=" + given.group() + "&synchronous=true&batchWithIndividualHeaders=true"
                        + "&additionalProperties.transaction.timeout.ms=20000"
                        + "&lingerMs=5&producerBatchSize=262144&compressionCodec=lz4"
                        + "&keySerializer=" + BYTES + "Serializer&valueSerializer=" + BYTES + "Serializer");
    }

    private void address(Exchange batch) throws InvalidPayloadException {
        List<Message> caused = new ArrayList<>();
        for (Object each : batch.getMessage().getMandatoryBody(List.class)) {
            Message accepted = ((Exchange) each).getMessage();
            job.of(
                            accepted.getMandatoryBody(byte[].class),
                            Objects.requireNonNull(accepted.getHeader(KafkaConstants.TIMESTAMP, Long.class)),
                            Objects.requireNonNull(accepted.getHeader(KafkaConstants.HEADERS, Headers.class)))
                    .forEach(output -> caused.add(message(batch, output)));
        }
        batch.getMessage().setBody(caused);
    }

    private static Message message(Exchange batch, ProducerRecord<String, byte[]> output) {
        var message = new DefaultMessage(batch.getContext());
        message.setBody(output.value());
        message.setHeader(KafkaConstants.OVERRIDE_TOPIC, output.topic());
        message.setHeader(KafkaConstants.KEY, output.key().getBytes(StandardCharsets.UTF_8));
        for (Header header : output.headers()) {
            message.setHeader(header.key(), header.value());
        }
        return message;
    }
}
