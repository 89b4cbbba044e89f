package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import zhuji.events.Topics;

class SchemaBoundsTest {

    @Test
    void takesEveryEventOfOurs() {
        Topics.ALL.stream()
                .flatMap(topic -> topic.payloads().stream())
                .map(type -> SpecificData.get().getSchema(type))
                .forEach(schema ->
                        assertThatCode(() -> SchemaBounds.require(schema)).doesNotThrowAnyException());
    }

    @Test
    void refusesASchemaThatContainsItself() {
        Schema list = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}");

        assertThatThrownBy(() -> SchemaBounds.require(list))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void refusesListsOfWhatTakesNoBytes() {
        Schema nothing = SchemaBuilder.record("Nothing").fields().endRecord();

        List.of(
                        Schema.createArray(Schema.create(Schema.Type.NULL)),
                        Schema.createArray(nothing),
                        Schema.createArray(Schema.createFixed("none", null, null, 0)))
                .forEach(list -> assertThatThrownBy(() -> SchemaBounds.require(list))
                        .isInstanceOf(SerializationException.class)
                        .hasMessageContaining("no bytes"));
    }

    @Test
    void refusesWhatIsDeeperOrLargerThanAnyOfOurs() {
        Schema deep = Schema.create(Schema.Type.STRING);
        for (int level = 0; level < 100; level++) {
            deep = Schema.createArray(deep);
        }
        Schema large = Schema.createRecord(
                "Large",
                null,
                null,
                false,
                IntStream.range(0, 100_000)
                        .mapToObj(field -> new Schema.Field("f" + field, Schema.create(Schema.Type.INT)))
                        .toList());

        for (Schema schema : List.of(deep, large)) {
            assertThatThrownBy(() -> SchemaBounds.require(schema))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("deeper or larger");
        }
    }
}
