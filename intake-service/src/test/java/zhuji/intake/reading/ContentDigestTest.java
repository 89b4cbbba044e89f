package zhuji.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Submission;

/** What was filed under a digest once is found under it for good. */
class ContentDigestTest {

    private static final Instant FILED = Instant.parse("2025-03-04T02:29:00.120Z");

    /** As digests were made of whatever a submission has, before each field was written by name. */
    private static final JsonMapper WHATEVER_THERE_IS = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    static Stream<Submission> submissions() {
        return Stream.of(
                submission("标题", "正文", null),
                submission("\"引号\"与\\反斜线", "第一段\n\t第二段\u0001 \uD83D\uDD25 <b>", null),
                submission(null, null, null),
                everything());
    }

    private static Submission everything() {
        var incident = new Incident(
                "K1",
                Incident.Stage.INITIAL,
                Incident.IncidentClass.ACCIDENT,
                "FIRE",
                FILED.minusSeconds(1_800),
                "450103",
                "某街",
                new Incident.Count(3L, Incident.Qualifier.EXACT),
                null,
                null,
                null,
                40L,
                1_000_000L,
                Incident.Grade.III,
                "已疏散",
                new Incident.Bypass(Incident.Level.PROVINCE, "道路中断", "值班领导"),
                FILED.minusSeconds(900),
                List.of(Incident.Sensitivity.PLACE));
        return submission("标题", "正文", incident);
    }

    private static Submission submission(@Nullable String title, @Nullable String body, @Nullable Incident incident) {
        return new Submission(
                "2025-1",
                "450100",
                "甲",
                "乙",
                Submission.Mode.ACTUAL,
                Submission.Category.NEW_SITUATION,
                Submission.Form.RESEARCH,
                Submission.Urgency.ROUTINE,
                "内部",
                title,
                body,
                FILED,
                Submission.Relay.PROVINCE,
                "S1",
                incident);
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void isThatOfEverythingASubmissionHas(Submission submission) {
        assertThat(ContentDigest.of(submission))
                .isEqualTo(Digests.sha256(WHATEVER_THERE_IS.writeValueAsBytes(submission)));
    }

    /** The digest itself, whatever a later version of a library makes of a record. */
    @Test
    void staysWhatItWas() {
        assertThat(ContentDigest.of(everything()))
                .isEqualTo("fd9f4748d1b1af562eafd74dcc30b262619195c2e52770c4e8f3ebc1818f7580");
    }

    /** What the sample lacks could be forgotten. */
    @Test
    void isAskedOfASampleThatLacksNothing() {
        assertThat(everything()).hasNoNullFieldsOrProperties();
    }

    @Test
    void isAnotherForAnotherTitle() {
        assertThat(ContentDigest.of(submission("标题", "正文", null)))
                .isNotEqualTo(ContentDigest.of(submission("标题二", "正文", null)));
    }
}
