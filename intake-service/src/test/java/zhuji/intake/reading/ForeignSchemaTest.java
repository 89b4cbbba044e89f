package zhuji.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zhuji.events.Incident;
import zhuji.events.Submission;

class ForeignSchemaTest {

    private static Schema with(String name, Schema type) {
        return Schema.createRecord(
                "Submission", null, "foreign", false, List.of(new Schema.Field(name, type, null, (Object) null)));
    }

    @Test
    void findsNothingInOurOwn() {
        assertThat(ForeignSchema.of(Submission.getClassSchema())).isEqualTo(new ForeignSchema(List.of(), false));
    }

    /** Which record of a union a value has is told by the value. */
    @Test
    void looksIntoEveryRecordOfAUnion() {
        Schema harmless =
                SchemaBuilder.record("X").fields().requiredString("caseNumber").endRecord();
        Schema foreign = SchemaBuilder.record(Incident.class.getSimpleName())
                .fields()
                .requiredString("caseNumber")
                .requiredString("remark")
                .endRecord();

        ForeignSchema seen = ForeignSchema.of(
                with("incident", Schema.createUnion(Schema.create(Schema.Type.NULL), harmless, foreign)));

        assertThat(seen.unknown()).containsExactly(new ForeignSchema.Field("incident.", "remark"));
    }

    /** Ten ways from each of twelve records to the next are a million millions of ways. */
    @Test
    @Timeout(20)
    void looksAtEachRecordOnce() {
        Schema inner = SchemaBuilder.record("R12").fields().requiredString("x").endRecord();
        for (int depth = 11; depth >= 0; depth--) {
            Schema next = inner;
            inner = Schema.createRecord(
                    "R" + depth,
                    null,
                    "foreign",
                    false,
                    IntStream.range(0, 10)
                            .mapToObj(number -> new Schema.Field("f" + number, next, null, (Object) null))
                            .toList());
        }

        assertThat(ForeignSchema.of(with("x", inner)).mayHideAMarking()).isFalse();
    }

    /** A thousand records of a union, each with the same thousand where a bypass stands. */
    @Test
    @Timeout(20)
    void comparesEachRecordOfAUnionOnceInEachPlace() {
        Schema bypasses = Schema.createUnion(IntStream.range(0, 1_000)
                .mapToObj(number -> SchemaBuilder.record("B" + number)
                        .fields()
                        .requiredString("foreign" + number)
                        .endRecord())
                .toList());
        Schema incidents = Schema.createUnion(IntStream.range(0, 1_000)
                .mapToObj(number -> Schema.createRecord(
                        "I" + number,
                        null,
                        "foreign",
                        false,
                        List.of(new Schema.Field("bypass", bypasses, null, (Object) null))))
                .toList());

        assertThat(ForeignSchema.of(with("incident", incidents)).unknown())
                .hasSize(200)
                .contains(new ForeignSchema.Field("incident.bypass.", "foreign0"))
                .doesNotHaveDuplicates();
    }
}
