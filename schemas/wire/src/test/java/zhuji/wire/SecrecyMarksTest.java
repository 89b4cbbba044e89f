package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyMarksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"marking\":\"绝密★10年\"",
                "机密",
                "\u0000\u0001秘密",
                "{\"marking\":\"\\u7edd\\u5bc6\"}",
                "\\u7EDD\\u5BC6"
            })
    void findsAMarkingInBytesNobodyCouldRead(String text) {
        assertThat(SecrecyMarks.maybeIn(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"})
    void findsItInEveryCharsetOfficesWriteIn(String charset) {
        assertThat(SecrecyMarks.maybeIn("{\"marking\":\"机密\",".getBytes(Charset.forName(charset))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"marking\":\"SECRET\",\"bo", "{\"Marking\" : [1", "绝\\u5bc6", "\\u7edd密"})
    void findsAnUnusualOrHalfEscapedMarking(String text) {
        assertThat(SecrecyMarks.maybeIn(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void leavesOrdinaryBytesAlone() {
        assertThat(SecrecyMarks.maybeIn("{\"marking\":null,\"title\":\"春耕\"}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(SecrecyMarks.maybeIn("{\"marking\": \"\"".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(SecrecyMarks.maybeIn(new byte[] {0, 1, 2, -1})).isFalse();
        assertThat(SecrecyMarks.maybeIn(null)).isFalse();
    }
}
