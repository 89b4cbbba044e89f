package zhuji.acceptance;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zhuji.events.Category;
import zhuji.events.Form;
import zhuji.events.Mode;
import zhuji.events.Submission;
import zhuji.events.Urgency;

/** Avro as others write it: with schemas of their own, which the registry takes from anybody. */
final class Foreign {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAGIC_AND_ID = 5;

    private final SchemaRegistryClient registry;

    Foreign(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /** The number of the schema of submissions as it is released. */
    int released() {
        return register("hostile-released", Submission.getClassSchema().toString());
    }

    /** The number of a schema of submissions that ends with one more field. */
    int withField(String name, String type) {
        ObjectNode schema =
                (ObjectNode) JSON.readTree(Submission.getClassSchema().toString());
        ((ArrayNode) schema.get("fields"))
                .add(JSON.createObjectNode().put("name", name).set("type", JSON.readTree(type)));
        return register("hostile-" + name, schema.toString());
    }

    int register(String subject, String schema) {
        try {
            return registry.register(subject, new AvroSchema(schema));
        } catch (Exception refused) {
            throw new IllegalStateException("the registry takes no schema for " + subject, refused);
        }
    }

    static Submission submission(String number) {
        return Submission.newBuilder()
                .setSubmissionId(number)
                .setOffice(Hostile.OFFICE)
                .setAuthor("信息员甲")
                .setSigner("值班领导乙")
                .setMode(Mode.ACTUAL)
                .setCategory(Category.NEW_SITUATION)
                .setForm(Form.RESEARCH)
                .setUrgency(Urgency.ROUTINE)
                .setTitle("验收样例")
                .setBody("本条为验收样例，内容为虚构。")
                .setSubmittedAt(Instant.now())
                .build();
    }

    /** What an event is in Avro, without a frame. */
    static byte[] body(SpecificRecord event) {
        try (var bytes = new ByteArrayOutputStream()) {
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(event.getSchema(), SpecificData.getForSchema(event.getSchema()))
                    .write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] framed(int schema, byte[]... parts) {
        int length = MAGIC_AND_ID;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer framed = ByteBuffer.allocate(length).put((byte) 0).putInt(schema);
        for (byte[] part : parts) {
            framed.put(part);
        }
        return framed.array();
    }

    /** A number as Avro writes it. */
    static byte[] number(long number) {
        var bytes = new ByteArrayOutputStream();
        long left = (number << 1) ^ (number >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
        return bytes.toByteArray();
    }
}
