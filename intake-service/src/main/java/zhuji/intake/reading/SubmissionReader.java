package zhuji.intake.reading;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import zhuji.events.Topics;
import zhuji.input.ContentType;
import zhuji.input.SecrecyMarks;
import zhuji.input.StrictJson;
import zhuji.input.Texts;
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Submission;
import zhuji.wire.EventDecoder;
import zhuji.wire.EventSerdes;
import zhuji.wire.failures.DeadLetters;

/** Makes a submission of bytes, or says why that cannot be done. Takes no more memory than a few times the bytes, whatever they are. */
public final class SubmissionReader {

    private static final int MOST_SCHEMAS = 1_000;
    private static final String HINT = "；如是JSON，请加消息头content-type: application/json";
    private static final String HINT_EN = "; if it is JSON, send the header content-type: application/json";

    private final Deserializer<SpecificRecord> avro;
    private final IntFunction<Schema> schemas;
    private final Map<Integer, ForeignSchema> known = new ConcurrentHashMap<>();
    private final UnregisteredSchemas unregistered = new UnregisteredSchemas(InstantSource.system());

    public SubmissionReader(EventSerdes serdes) {
        this.avro = serdes.deserializer(SpecificRecord.class);
        this.schemas = serdes.schemas();
    }

    /** Reads what an office sends at this moment. See {@link #read(byte[], ContentType, Instant)}. */
    public Reading read(byte @Nullable [] bytes, ContentType type) {
        return read(bytes, type, Instant.MAX);
    }

    /**
     * Reads what an office sent. Its length is looked at before anything else.
     *
     * @param receivedAt when the broker received it
     * @throws RuntimeException only when the schema registry cannot be asked; the bytes are not to blame then
     */
    public Reading read(byte @Nullable [] bytes, ContentType type, Instant receivedAt) {
        if (bytes == null || bytes.length == 0) {
            return new Reading.Unreadable(undecodable("记录为空", "the record is empty"), false);
        }
        if (bytes.length > Topics.LARGEST_SUBMISSION) {
            return new Reading.Unreadable(tooLarge(bytes.length), SecrecyMarks.maybeIn(bytes));
        }
        return switch (type.form()) {
            case JSON -> readJson(bytes, type);
            case CLOUD_EVENT ->
                unreadable(
                        bytes,
                        "不接收CloudEvents结构化模式（application/cloudevents+json），请用二进制模式：内容即报送，ce_消息头可有可无",
                        "CloudEvents' structured mode (application/cloudevents+json) is not taken: use binary mode, with the submission as the value");
            case AVRO, UNSAID, OTHER -> readAvro(bytes, receivedAt);
        };
    }

    /** What is longer than any submission. */
    public static Reason tooLarge(long length) {
        return new Reason(
                "SUBMISSION_TOO_LARGE",
                "",
                "报送共" + length + "字节，最多" + Topics.LARGEST_SUBMISSION + "字节",
                "the submission has " + length + " bytes, at most " + Topics.LARGEST_SUBMISSION + " are allowed");
    }

    private static Reading readJson(byte[] bytes, ContentType type) {
        if (EventDecoder.isFramed(bytes)) {
            return unreadable(
                    bytes,
                    "content-type说是JSON，内容却是Avro；请改content-type为application/avro",
                    "content-type says JSON, and the bytes are Avro: send content-type: application/avro");
        }
        if (type.otherCharset().isPresent() && StrictJson.isUtf8(bytes)) {
            return unreadable(
                    bytes,
                    "content-type说的字符集不是UTF-8，内容却是UTF-8；请改为charset=utf-8，或不写",
                    "content-type names another charset, and the bytes are UTF-8: send charset=utf-8, or none");
        }
        if (!StrictJson.isUtf8(bytes)) {
            return unreadable(bytes, "不是UTF-8编码（如是GBK等，请转为UTF-8）", "not UTF-8: convert GBK and the like to UTF-8");
        }
        JsonNode tree;
        try {
            tree = StrictJson.tree(bytes);
        } catch (JacksonException invalid) {
            var at = invalid.getLocation();
            String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
            return unreadable(
                    bytes, "不是合法的JSON，或超出报送的规模" + where, "not valid JSON, or more than a submission can hold" + where);
        }
        if (!tree.isObject()) {
            return unreadable(bytes, "不是JSON对象", "not a JSON object");
        }
        var mistakes = new Mistakes();
        return read(JsonSubmissions.read(tree, mistakes), mistakes);
    }

    private Reading readAvro(byte[] bytes, Instant receivedAt) {
        if (!EventDecoder.isFramed(bytes) || EventDecoder.schemaOf(bytes) <= 0) {
            boolean braced = bytes[0] == '{';
            return unreadable(
                    bytes,
                    "既非Confluent Avro，又无content-type: application/json头" + (braced ? HINT : ""),
                    "neither Confluent Avro of a known schema nor, by its content-type header, JSON"
                            + (braced ? HINT_EN : ""));
        }
        ForeignSchema written = null;
        try {
            written = schemaOf(bytes, receivedAt);
            return avro.deserialize(Topics.REPORT_SUBMITTED, bytes) instanceof zhuji.events.Submission sent
                    ? readAvro(bytes, sent, written)
                    : unreadable(
                            bytes,
                            written,
                            "记录的模式不是Submission",
                            "the schema of the record is not that of a submission");
        } catch (RuntimeException invalid) {
            if (DeadLetters.mayBeMendedByRetrying(invalid)) {
                throw invalid;
            }
            return unreadable(
                    bytes,
                    written,
                    "Avro的模式未登记，或按其模式不能解读",
                    "its Avro schema is not registered, or does not read these bytes as a submission");
        } catch (StackOverflowError deep) {
            return unreadable(bytes, written, "嵌套过深", "nested too deeply");
        }
    }

    private ForeignSchema schemaOf(byte[] bytes, Instant receivedAt) {
        int number = EventDecoder.schemaOf(bytes);
        ForeignSchema schema = known.get(number);
        if (schema == null) {
            schema = ForeignSchema.of(unregistered.askUnlessKnown(number, receivedAt, schemas));
            if (known.size() >= MOST_SCHEMAS) {
                known.clear();
            }
            known.put(number, schema);
        }
        return schema;
    }

    private static Reading readAvro(byte[] bytes, zhuji.events.Submission sent, ForeignSchema written) {
        var mistakes = new Mistakes();
        Submission submission = AvroSubmissions.read(sent, mistakes);
        written.unknown().forEach(field -> mistakes.unknown(field.prefix(), field.name()));
        if (written.mayHideAMarking()) {
            mistakes.namedAsAMarking();
        }
        if (lostSomething(submission, bytes)) {
            mistakes.add(new Reason("TEXT_MALFORMED", "", "有的文本不是合法的UTF-8", "a text of it is not well-formed UTF-8"));
        }
        return read(submission, mistakes);
    }

    /** Avro reads bytes that are no UTF-8 as U+FFFD: more of those than were sent as such means that something was lost. */
    private static boolean lostSomething(Submission submission, byte[] bytes) {
        List<String> texts = texts(submission);
        return texts.stream().anyMatch(Texts::hasReplacement)
                && texts.stream()
                                .flatMapToInt(String::chars)
                                .filter(unit -> unit == '\uFFFD')
                                .count()
                        > sentAsSuch(bytes);
    }

    private static List<String> texts(Submission submission) {
        List<String> texts = new ArrayList<>();
        add(texts, submission.title(), submission.body(), submission.author(), submission.signer());
        add(texts, submission.submissionId(), submission.office(), submission.solicitationId());
        Incident incident = submission.incident();
        if (incident != null) {
            add(texts, incident.caseNumber(), incident.type(), incident.division(), incident.place());
            add(texts, incident.measuresTaken());
            if (incident.bypass() != null) {
                add(texts, incident.bypass().reason(), incident.bypass().authoriser());
            }
        }
        return texts;
    }

    private static void add(List<String> texts, @Nullable String... some) {
        for (String text : some) {
            if (text != null) {
                texts.add(text);
            }
        }
    }

    private static long sentAsSuch(byte[] bytes) {
        byte[] replacement = "\uFFFD".getBytes(StandardCharsets.UTF_8);
        long found = 0;
        for (int at = 0; at <= bytes.length - replacement.length; at++) {
            if (bytes[at] == replacement[0] && bytes[at + 1] == replacement[1] && bytes[at + 2] == replacement[2]) {
                found++;
            }
        }
        return found;
    }

    private static Reading read(Submission submission, Mistakes mistakes) {
        texts(submission).forEach(mistakes::text);
        return new Reading.Read(
                submission,
                ContentDigest.of(submission),
                mistakes.reasons(),
                mistakes.isMarked(),
                mistakes.isKeepable());
    }

    private static Reading unreadable(byte[] bytes, String zh, String en) {
        return new Reading.Unreadable(undecodable(zh, en), SecrecyMarks.maybeIn(bytes));
    }

    private static Reading unreadable(byte[] bytes, @Nullable ForeignSchema written, String zh, String en) {
        boolean hides = written != null && written.mayHideAMarking();
        return new Reading.Unreadable(undecodable(zh, en), hides || SecrecyMarks.maybeIn(bytes));
    }

    private static Reason undecodable(String zh, String en) {
        return new Reason("UNDECODABLE", "", "无法解读：" + zh, "cannot be decoded: " + en);
    }
}
