package zhuji.intake.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import zhuji.intake.domain.Submission;

/**
 * Tells whether two submissions have the same content, whatever form they came in: SHA-256 over their fields in alphabetical order, absent
 * ones left out, so that a field added later does not change what was filed before.
 */
final class ContentDigest {

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private ContentDigest() {}

    static String of(Submission submission) {
        return Digests.sha256(CANONICAL.writeValueAsBytes(submission));
    }
}
