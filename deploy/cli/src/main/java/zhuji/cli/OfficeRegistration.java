package zhuji.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

/** Puts offices on {@code office.registered}, where they differ from what stands there. */
public final class OfficeRegistration {

    private final Properties kafka;
    private final EventSerdes serdes;

    /**
     * @param kafka client settings
     * @param registry address of the schema registry
     */
    public OfficeRegistration(Properties kafka, String registry) {
        this.kafka = kafka;
        this.serdes = new EventSerdes(registry);
    }

    /** What stands, by code. */
    public Map<String, OfficeRegistered> standing() {
        return CompactedTopic.latest(kafka, serdes, Topics.OFFICE_REGISTERED, OfficeRegistered.class);
    }

    /**
     * Registers what differs.
     *
     * @return how many records were written
     */
    public int apply(Map<String, OfficeRegistered> desired) throws ExecutionException, InterruptedException {
        return apply(desired, List.of());
    }

    /**
     * Registers what differs, and retires offices.
     *
     * @param removed codes of those that are no offices any longer
     * @return how many records were written
     */
    int apply(Map<String, OfficeRegistered> desired, Collection<String> removed)
            throws ExecutionException, InterruptedException {
        Map<String, OfficeRegistered> standing = standing();
        List<Future<RecordMetadata>> written = new ArrayList<>();
        try (var producer =
                new KafkaProducer<String, OfficeRegistered>(kafka, new StringSerializer(), serdes.serializer())) {
            for (OfficeRegistered office : desired.values()) {
                if (!office.equals(standing.get(office.getCode()))) {
                    written.add(producer.send(record(office)));
                }
            }
            for (String code : removed) {
                OfficeRegistered office = standing.get(code);
                if (office != null && office.getStatus() != OfficeStatus.FORMER) {
                    written.add(producer.send(record(retired(office))));
                }
            }
            producer.flush();
            for (Future<RecordMetadata> confirmation : written) {
                confirmation.get();
            }
        }
        return written.size();
    }

    /** Its reports may be under way, and its name is asked for years later: it stays, and files no longer. */
    private static OfficeRegistered retired(OfficeRegistered office) {
        return OfficeRegistered.newBuilder(office)
                .setStatus(OfficeStatus.FORMER)
                .setContactPoint(false)
                .setSuccessors(List.of())
                .build();
    }

    private static ProducerRecord<String, OfficeRegistered> record(OfficeRegistered office) {
        var headers = EventStamp.headers(
                "office/" + office.getCode() + "/" + office.getProfile() + "/"
                        + Integer.toHexString(office.toString().hashCode()),
                OfficeRegistered.class,
                "registry",
                Instant.now(),
                new RecordHeaders());
        return new ProducerRecord<>(Topics.OFFICE_REGISTERED, null, office.getCode(), office, headers);
    }
}
