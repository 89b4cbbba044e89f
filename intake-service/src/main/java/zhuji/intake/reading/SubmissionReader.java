package zhuji.intake.reading;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Submission;
import zhuji.wire.DeadLetters;
import zhuji.wire.EventSerdes;
import zhuji.wire.SecrecyMarks;

/** Makes a submission of bytes, or says why that cannot be done. */
public final class SubmissionReader {

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Deserializer<SpecificRecord> avro;

    public SubmissionReader(EventSerdes serdes) {
        this.avro = serdes.deserializer(SpecificRecord.class);
    }

    /** Whether a content type says JSON. */
    public static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.strip().startsWith(EventHeaders.JSON);
    }

    /**
     * Reads what an office sent.
     *
     * @throws RuntimeException only when the schema registry cannot be asked; the bytes are not to blame then
     */
    public Reading read(byte @Nullable [] bytes, @Nullable String contentType) {
        if (bytes == null || bytes.length == 0) {
            return new Reading.Unreadable(undecodable("记录为空", "the record is empty"), false);
        }
        return isJson(contentType) ? readJson(bytes) : readAvro(bytes);
    }

    private Reading readJson(byte[] bytes) {
        JsonNode tree;
        try {
            tree = json.readTree(bytes);
        } catch (JacksonException invalid) {
            var at = invalid.getLocation();
            String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
            return unreadable(bytes, "不是合法的JSON" + where, "not valid JSON" + where);
        }
        if (!tree.isObject()) {
            return unreadable(bytes, "不是JSON对象", "not a JSON object");
        }
        List<Reason> problems = new ArrayList<>();
        Submission submission = JsonSubmissions.read(tree, problems);
        return read(submission, problems, bytes);
    }

    private Reading readAvro(byte[] bytes) {
        try {
            if (avro.deserialize(Topics.REPORT_SUBMITTED, bytes) instanceof zhuji.events.Submission sent) {
                List<Reason> problems = new ArrayList<>();
                Submission submission = AvroSubmissions.read(sent, problems);
                return read(submission, problems, bytes);
            }
            return unreadable(bytes, "记录的模式不是Submission", "the schema of the record is not that of a submission");
        } catch (RuntimeException invalid) {
            if (DeadLetters.mayBeMendedByRetrying(invalid)) {
                throw invalid;
            }
            return unreadable(
                    bytes,
                    "既非Confluent Avro，又无content-type: application/json头",
                    "neither Confluent Avro of a known schema nor, by its content-type header, JSON");
        }
    }

    private static Reading read(Submission submission, List<Reason> problems, byte[] bytes) {
        boolean maybeMarked = !problems.isEmpty() && SecrecyMarks.maybeIn(bytes);
        return new Reading.Read(submission, ContentDigest.of(submission), problems, maybeMarked);
    }

    private static Reading unreadable(byte[] bytes, String zh, String en) {
        return new Reading.Unreadable(undecodable(zh, en), SecrecyMarks.maybeIn(bytes));
    }

    private static Reason undecodable(String zh, String en) {
        return new Reason("UNDECODABLE", "", "无法解读：" + zh, "cannot be decoded: " + en);
    }
}
