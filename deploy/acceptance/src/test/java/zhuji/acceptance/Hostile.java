package zhuji.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.jspecify.annotations.Nullable;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;

/** A record that is sent to do harm. */
final class Hostile {

    /** Who sends most of them. */
    static final String OFFICE = "450103";

    private static final Header IS_JSON =
            new RecordHeader(EventHeaders.CONTENT_TYPE, EventHeaders.JSON.getBytes(StandardCharsets.UTF_8));

    private final String what;
    private final String topic;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;
    private final CompressionType codec;

    /**
     * @param what what is wrong with it
     * @param topic where it goes
     * @param codec how its batch is packed
     */
    Hostile(
            String what,
            String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers,
            CompressionType codec) {
        this.what = what;
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.codec = codec;
    }

    String what() {
        return what;
    }

    String topic() {
        return topic;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    List<Header> headers() {
        return headers;
    }

    CompressionType codec() {
        return codec;
    }

    /** A submission that says it is JSON. */
    static Hostile json(String what, byte[] value) {
        return new Hostile(what, Topics.REPORT_SUBMITTED, key(OFFICE), value, List.of(IS_JSON), CompressionType.NONE);
    }

    static Hostile json(String what, String value) {
        return json(what, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A record that says nothing of itself. */
    static Hostile bytes(String what, String topic, String key, byte @Nullable [] value) {
        return new Hostile(what, topic, key(key), value, List.of(), CompressionType.NONE);
    }

    static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    Hostile packed(CompressionType with) {
        return new Hostile(what + ", " + with.name, topic, key, value, headers, with);
    }

    Hostile withHeader(String name, byte[] content) {
        return withHeaders(known -> {
            known.add(new RecordHeader(name, content));
            return known;
        });
    }

    Hostile withHeaders(UnaryOperator<List<Header>> change) {
        return new Hostile(what, topic, key, value, List.copyOf(change.apply(new ArrayList<>(headers))), codec);
    }

    Hostile under(byte @Nullable [] other) {
        return new Hostile(what, topic, other, value, headers, codec);
    }

    ProducerRecord<byte[], byte[]> record(@Nullable Integer partition) {
        return new ProducerRecord<>(topic, partition, key, value, headers);
    }

    @Override
    public String toString() {
        return what + " on " + topic;
    }
}
