package zhuji.intake.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zhuji.events.EventHeaders;
import zhuji.input.ContentType;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.wire.EventSerdes;

class SubmissionReaderTest {

    private final SubmissionReader reader = new SubmissionReader(new EventSerdes("mock://submission-reader"));

    private Reading json(String json) {
        return reader.read(json.getBytes(UTF_8), ContentType.of(EventHeaders.JSON));
    }

    private static boolean isMarked(Reading reading) {
        return switch (reading) {
            case Reading.Unreadable unreadable -> unreadable.marked();
            case Reading.Read read -> read.marked() || read.submission().carriesMarking();
        };
    }

    /** What is marked is erased where it stands, so that it is not enough to keep nothing of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"marking\":\"机密\",\"title\":\"t\"}",
                "{\"marking\":\"内部\",\"title\":\"t\"}",
                "{\"Marking\":\"机密\",\"title\":\"t\"}",
                "{\"保密期限\":\"机密\",\"title\":\"t\"}",
                "{\"marking\":{\"level\":\"机密\"},\"title\":\"t\"}",
                "{\"marking\":[\"机密\"],\"title\":\"t\"}",
                "{\"marking\":\"机密\",\"marking\":null,\"title\":\"t\"}",
                "{\"marking\":\"\\u673a\\u5bc6\",\"title\":\"t\"}",
                "[{\"marking\":\"机密\",\"title\":\"t\"}]",
                "{\"data\":\"{\\\"marking\\\":\\\"机密\\\",\\\"title\\\":\\\"t\\\"}\"}",
                "{\"specversion\":\"1.0\",\"data\":{\"marking\":\"机密\",\"title\":\"t\"}}",
                "{\"marking\":null,\"title\":\"机密★3年 t\"}",
                "{\"marking\":null,\"title\":\"t\",\"body\":\"【机密】t\"}",
                "{\"marking\":null,\"title\":\"t\",\"author\":\"机密\"}",
                "{\"marking\":\"机密\",\"title\":\"t\",}",
                "{\"marking\":\"机密\",\"title\":",
            })
    void findsAMarkingWhereverItStands(String json) {
        assertThat(isMarked(json(json))).isTrue();
    }

    /** Of these nothing is erased, and an unknown field is told by its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"marking\":null,\"title\":\"保护企业商业秘密\",\"categroy\":\"x\"}",
                "{\"marking\":null,\"title\":\"t\",\"人口密度\":300}",
                "{\"marking\":null,\"title\":\"t\",\"remark\":\"保护商业秘密\"}",
                "{\"marking\":\"\",\"title\":\"t\"}",
                "{\"marking\":\"无\",\"title\":\"t\"}"
            })
    void takesNothingElseForOne(String json) {
        assertThat(isMarked(json(json))).isFalse();
    }

    @Test
    void saysWhichOfLabelAndBytesIsAnother() {
        byte[] utf8 = "{\"title\":\"标题\"}".getBytes(UTF_8);

        assertThat(reader.read(utf8, ContentType.of("application/json; charset=GBK")))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem())
                                .extracting(Reason::en)
                                .asString()
                                .contains("names another charset"));
    }
}
