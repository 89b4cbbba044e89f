package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import zhuji.events.Mode;
import zhuji.events.ReportRouted;
import zhuji.events.Topics;

/** What is written without asking is what Confluent's serializer writes, and what it refuses stays refused. */
class EventEncoderTest {

    private final String registry = "mock://" + UUID.randomUUID();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void writesTheBytesConfluentsSerializerWrites() {
        var serializer = serdes.<ReportRouted>serializer();
        byte[] first = serializer.serialize(Topics.REPORT_ROUTED, routed("450100:1"));
        byte[] second = serializer.serialize(Topics.REPORT_ROUTED, routed("450100:2"));

        assertThat(first).isEqualTo(confluent(routed("450100:1")));
        assertThat(second).isEqualTo(confluent(routed("450100:2")));
        assertThat(serdes.deserializer(ReportRouted.class).deserialize(Topics.REPORT_ROUTED, second))
                .isEqualTo(routed("450100:2"));
    }

    private byte[] confluent(ReportRouted event) {
        try (var serializer = new KafkaAvroSerializer(serdes.registry())) {
            serializer.configure(
                    Map.of(
                            "schema.registry.url",
                            registry,
                            "value.subject.name.strategy",
                            "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"),
                    false);
            return serializer.serialize(Topics.REPORT_ROUTED, event);
        }
    }

    @Test
    void writesAGoodEventAfterOneThatCannotBeWritten() {
        var serializer = serdes.<ReportRouted>serializer();
        byte[] good = serializer.serialize(Topics.REPORT_ROUTED, routed("450100:1"));
        ReportRouted half = routed("450100:2");
        half.put(half.getSchema().getField("policyVersion").pos(), null);

        assertThatThrownBy(() -> serializer.serialize(Topics.REPORT_ROUTED, half))
                .isInstanceOf(SerializationException.class);
        assertThat(serializer.serialize(Topics.REPORT_ROUTED, routed("450100:1")))
                .isEqualTo(good);
    }

    @Test
    void writesNothingOfNothing() {
        assertThat(serdes.serializer().serialize(Topics.REPORT_ROUTED, null)).isNull();
    }

    private static ReportRouted routed(String reportId) {
        return ReportRouted.newBuilder()
                .setEventId(reportId + "#ReportRouted")
                .setReportId(reportId)
                .setOffice("450100")
                .setRule("R4")
                .setZh("报国务院办公厅")
                .setEn("sent to the national office")
                .setPolicyVersion("1")
                .setRoutedAt(Instant.parse("2025-03-04T02:21:07Z"))
                .setMode(Mode.ACTUAL)
                .build();
    }
}
