package zhuji.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    @ParameterizedTest(name = "after {0}, {1} leaves it {2}")
    @CsvSource({
        "ROUTED, ACKNOWLEDGED, ACKNOWLEDGED",
        "ACKNOWLEDGED, ROUTED, ACKNOWLEDGED",
        "ADOPTED, ROUTED, ADOPTED",
        "ADOPTED, RETURNED, ADOPTED",
        "RETURNED, ACKNOWLEDGED, RETURNED",
    })
    void aStatusNeverMovesBack(Status before, Status news, Status after) {
        Standing standing = Standing.unknown("450100:1")
                .with(new Progress("450100:1", Map.of("report.national", before)))
                .with(new Progress("450100:1", Map.of("report.national", news)));

        assertThat(standing.destinations()).containsExactly(Map.entry("report.national", after));
    }
}
