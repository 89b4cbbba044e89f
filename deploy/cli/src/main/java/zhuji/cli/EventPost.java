package zhuji.cli;

import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import zhuji.wire.EventSerdes;
import zhuji.wire.EventStamp;

/** Posts one event as who may write it does, and waits until it cannot be lost. */
final class EventPost {

    private EventPost() {}

    /** Where it stands then: {@code topic/partition/offset}. */
    static String post(Cluster cluster, String topic, String key, String id, SpecificRecord event)
            throws ExecutionException, InterruptedException {
        var settings = cluster.kafka();
        try (var producer = new KafkaProducer<String, SpecificRecord>(
                settings, new StringSerializer(), new EventSerdes(cluster.registry()).serializer())) {
            var headers = EventStamp.headers(id, event.getClass(), "zhuji", Instant.now(), new RecordHeaders());
            RecordMetadata place = producer.send(new ProducerRecord<>(topic, null, key, event, headers))
                    .get();
            return place.topic() + "/" + place.partition() + "/" + place.offset();
        }
    }
}
