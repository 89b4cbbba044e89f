package zhuji.bench.peer.job;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import zhuji.events.Mode;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;
import zhuji.routing.domain.Office;
import zhuji.routing.events.Addressed;
import zhuji.routing.events.Addressing;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

/** Decodes an event, asks routing's decision, and encodes what it causes: all but the carrying. Not safe for several threads. */
public final class Job {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String prefix;
    private final Deserializer<SpecificRecord> reading;
    private final Serializer<SpecificRecord> writing;
    private final Addressing addressing;

    private Job(String prefix, EventSerdes serdes, Map<String, OfficeRegistered> offices) {
        this.prefix = prefix;
        Serde<SpecificRecord> events = serdes.passingSubmissionsOn(SpecificRecord.class);
        this.reading = events.deserializer();
        this.writing = events.serializer();
        this.addressing = new Addressing(new Registered(offices));
    }

    /** With the offices that are registered now. */
    public static Job of(Arguments arguments) {
        var serdes = new EventSerdes(arguments.registry());
        return new Job(arguments.prefix(), serdes, offices(arguments.bootstrap(), serdes));
    }

    private static Map<String, OfficeRegistered> offices(String bootstrap, EventSerdes serdes) {
        Map<String, OfficeRegistered> offices = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                serdes.deserializer(OfficeRegistered.class))) {
            var place = new TopicPartition(Topics.OFFICE_REGISTERED, 0);
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (consumer.position(place) < end) {
                consumer.poll(POLL).forEach(record -> {
                    OfficeRegistered office = record.value();
                    offices.put(office.getCode(), office);
                });
            }
        }
        return offices;
    }

    /** What a record of {@code report.accepted} causes. */
    public List<ProducerRecord<String, byte[]>> of(byte[] accepted, long timestamp, Headers headers) {
        SpecificRecord event = reading.deserialize(Topics.REPORT_ACCEPTED, accepted);
        var stamp = EventStamp.of(Topics.ROUTING, Instant.ofEpochMilli(timestamp), headers);
        return addressing.of(event).addressed().stream()
                .map(addressed -> output(addressed, timestamp, stamp))
                .toList();
    }

    private ProducerRecord<String, byte[]> output(Addressed addressed, long timestamp, EventStamp stamp) {
        return new ProducerRecord<>(
                prefix + addressed.topic(),
                null,
                timestamp,
                addressed.key(),
                // Its subject is that of the pipeline's own topic.
                writing.serialize(addressed.topic(), addressed.event()),
                stamp.headers(addressed.id(), addressed.event().getClass()));
    }

    /** The registry as it stood at the start; the sample's reports are all real ones. */
    private record Registered(Map<String, OfficeRegistered> offices) implements Addressing.Offices {

        @Override
        public @Nullable Office office(String code, Instant submittedAt) {
            OfficeRegistered found = offices.get(code);
            return found == null ? null : Addressing.officeOf(found, found.getContactPoint());
        }

        @Override
        public String nameOf(String code) {
            OfficeRegistered found = offices.get(code);
            return found == null ? code : found.getName();
        }

        @Override
        public Mode modeOf(String reportId) {
            return Mode.ACTUAL;
        }
    }
}
