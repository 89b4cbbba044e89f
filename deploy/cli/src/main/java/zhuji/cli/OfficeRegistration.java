package zhuji.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Future<RecordMetadata>> written = new ArrayList<>();
        try (var producer =
                new KafkaProducer<String, OfficeRegistered>(kafka, new StringSerializer(), serdes.serializer())) {
            for (OfficeRegistered office : dated(desired, standing, now).values()) {
                if (!office.equals(standing.get(office.getCode()))) {
                    written.add(producer.send(record(office)));
                }
            }
            for (String code : removed) {
                OfficeRegistered office = standing.get(code);
                if (office != null && office.getStatus() != OfficeStatus.FORMER) {
                    written.add(producer.send(record(retired(office, now))));
                }
            }
            producer.flush();
            for (Future<RecordMetadata> confirmation : written) {
                confirmation.get();
            }
        }
        return written.size();
    }

    /**
     * With the instant from which each is, or is no longer, a contact point: that of the change, whatever a file says of it. What the first
     * registration of all says holds for ever.
     */
    static Map<String, OfficeRegistered> dated(
            Map<String, OfficeRegistered> desired, Map<String, OfficeRegistered> standing, Instant now) {
        Map<String, OfficeRegistered> dated = new LinkedHashMap<>();
        desired.forEach((code, office) -> {
            OfficeRegistered known = standing.get(code);
            boolean newcomer = known == null && !standing.isEmpty() && office.getContactPoint();
            boolean changed = known != null && known.getContactPoint() != office.getContactPoint();
            Instant from = known == null ? null : known.getContactPointFrom();
            dated.put(
                    code,
                    OfficeRegistered.newBuilder(office)
                            .setContactPointFrom(newcomer || changed ? now : from)
                            .build());
        });
        return dated;
    }

    /**
     * Makes an office a contact point from now on, whatever a year had decided of it.
     *
     * @throws IllegalArgumentException when there is no such office in force
     */
    void designate(String code) throws ExecutionException, InterruptedException {
        OfficeRegistered office = standing().get(code);
        if (office == null || office.getStatus() == OfficeStatus.FORMER) {
            throw new IllegalArgumentException("CODE: no office in force is registered under " + code);
        }
        OfficeRegistered designated = OfficeRegistered.newBuilder(office)
                .setContactPoint(true)
                .setContactPointFrom(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        try (var producer =
                new KafkaProducer<String, OfficeRegistered>(kafka, new StringSerializer(), serdes.serializer())) {
            producer.send(record(designated)).get();
        }
    }

    /** Its reports may be under way, and its name is asked for years later: it stays, and files no longer. */
    private static OfficeRegistered retired(OfficeRegistered office, Instant now) {
        return OfficeRegistered.newBuilder(office)
                .setContactPointFrom(office.getContactPoint() ? now : office.getContactPointFrom())
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
