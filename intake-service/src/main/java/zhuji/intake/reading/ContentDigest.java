package zhuji.intake.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import zhuji.intake.domain.Submission;

/**
 * Tells whether two submissions have the same content, whatever form they came in: SHA-256 over their fields as JSON, in the order they are declared in,
 * absent ones left out, so that a field added later does not change what was filed before. Names and order stay as they are.
 */
final class ContentDigest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final int USUAL_SIZE = 4_096;

    private ContentDigest() {}

    static String of(Submission submission) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(submission, json);
        }
        return Digests.sha256(bytes.toByteArray());
    }

    /** As the mapper would write it, which finds out anew each time what there is. */
    private static void write(Submission submission, JsonGenerator json) {
        json.writeStartObject();
        write("submissionId", submission.submissionId(), json);
        write("office", submission.office(), json);
        write("author", submission.author(), json);
        write("signer", submission.signer(), json);
        write("mode", submission.mode(), json);
        write("category", submission.category(), json);
        write("form", submission.form(), json);
        write("urgency", submission.urgency(), json);
        write("marking", submission.marking(), json);
        write("title", submission.title(), json);
        write("body", submission.body(), json);
        write("submittedAt", submission.submittedAt(), json);
        write("relay", submission.relay(), json);
        write("solicitationId", submission.solicitationId(), json);
        if (submission.incident() != null) {
            json.writePOJOProperty("incident", submission.incident());
        }
        json.writeEndObject();
    }

    private static void write(String name, @Nullable Object value, JsonGenerator json) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }
}
