package zhuji.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleYearTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void isTheSameAtEveryRun() {
        assertThat(SampleYear.submissions().toList())
                .isEqualTo(SampleYear.submissions().toList());
    }

    @Test
    void holdsSubmissionsOfOneYearInAllCategoriesAndModes() {
        List<JsonNode> readable =
                SampleYear.submissions().flatMap(SampleYearTest::read).toList();

        assertThat(readable).hasSizeBetween(1_500, 2_500);
        assertThat(readable.stream().map(node -> node.get("category").stringValue()))
                .contains(
                        "MAJOR_INCIDENT",
                        "POLICY_IMPLEMENTATION",
                        "LEADER_INSTRUCTION",
                        "NEW_SITUATION",
                        "SOLICITED",
                        "GENERAL_DYNAMIC");
        assertThat(readable.stream().map(node -> node.get("mode").stringValue()))
                .contains("ACTUAL", "EXERCISE", "TEST");
        assertThat(readable.stream().map(node -> node.get("submittedAt").stringValue()))
                .allMatch(time -> time.startsWith("2025-") || time.equals("昨天"));
    }

    @Test
    void holdsMistakesUnreadableOnesAmongThem() {
        assertThat(SampleYear.submissions().filter(line -> read(line).findAny().isEmpty()))
                .hasSize(2);
    }

    private static Stream<JsonNode> read(String line) {
        try {
            return Stream.of(JSON.readTree(line));
        } catch (JacksonException unreadable) {
            return Stream.empty();
        }
    }
}
