package zhuji.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class StrictJsonTest {

    private record Form(@Nullable String text, @Nullable Integer number) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":5}",
                "{\"text\":true}",
                "{\"number\":\"1\"}",
                "{\"number\":1.5}",
                "{\"other\":1}",
                "{} {}",
                "{\"text\":\"a\",}",
                "{\"text\":"
            })
    void refusesWhatIsNotExactlyTheForm(String json) {
        assertThatThrownBy(() -> StrictJson.read(json.getBytes(StandardCharsets.UTF_8), Form.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void readsTheForm() {
        assertThat(StrictJson.read("{\"text\":\"a\",\"number\":1}".getBytes(StandardCharsets.UTF_8), Form.class))
                .isEqualTo(new Form("a", 1));
    }

    @Test
    void readsNoMoreThanAnyFormHas() {
        for (String huge : new String[] {
            "{\"x\":[" + "{},".repeat(2_000_000) + "{}]}", "[".repeat(4_000_000), "{\"" + "n".repeat(1_000) + "\":1}"
        }) {
            assertThatThrownBy(() -> StrictJson.tree(huge.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(JacksonException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | JSON",
                "Application/JSON; charset=UTF-8 | JSON",
                "\"application/json\" | JSON",
                "text/json | JSON",
                "application/vnd.zhuji.Submission+json | JSON",
                "application/cloudevents+json; charset=utf-8 | CLOUD_EVENT",
                "application/avro | AVRO",
                "'' | UNSAID",
                "text/plain | OTHER"
            })
    void readsAContentTypeAsMimeTypesAre(String header, ContentType.Form form) {
        assertThat(ContentType.of(header).form()).isEqualTo(form);
    }

    @Test
    void namesAnotherCharset() {
        assertThat(ContentType.of("application/json;charset=\"GBK\"").otherCharset())
                .contains("gbk");
        assertThat(ContentType.of("application/json;charset=UTF-8").otherCharset())
                .isEmpty();
    }
}
