package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringYearTest {

    /** Years and months begin at midnight in Asia/Shanghai (design §4). */
    @ParameterizedTest(name = "{0} counts for {1}-{2}")
    @CsvSource({
        "2025-12-31T15:59:00Z, 2025, 12",
        "2025-12-31T15:59:59.999Z, 2025, 12",
        "2025-12-31T16:00:00Z, 2026, 1",
        "2025-12-31T16:01:00Z, 2026, 1",
        "2024-12-31T16:00:00Z, 2025, 1",
        "2025-02-28T15:59:59Z, 2025, 2",
        "2025-02-28T16:00:00Z, 2025, 3",
        "2024-02-29T15:59:59Z, 2024, 2",
        "2025-03-31T15:59:59Z, 2025, 3",
        "2025-04-30T16:00:00Z, 2025, 5",
    })
    void countsByTheCalendarOfBeijing(Instant submittedAt, int year, int month) {
        assertThat(ScoringYear.of(submittedAt)).isEqualTo(new ScoringYear(year, month));
    }
}
