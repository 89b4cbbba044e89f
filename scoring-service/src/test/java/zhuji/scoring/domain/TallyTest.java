package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    private static final long SEED = 20_010_320;

    @ParameterizedTest(name = "{0} counts for {1}-{2}")
    @CsvSource({
        "2025-12-31T15:59:59Z, 2025, 12",
        "2025-12-31T16:00:00Z, 2026, 1",
        "2025-02-28T16:00:00Z, 2025, 3",
        "2025-03-31T15:59:59Z, 2025, 3",
    })
    void countsByTheCalendarOfBeijing(Instant submittedAt, int year, int month) {
        assertThat(ScoringYear.of(submittedAt)).isEqualTo(new ScoringYear(year, month));
    }

    @Test
    void countsByCategoryFormAndMonthAndLeavesIncidentsOutOfTheQuota() {
        Tally tally = Tally.empty("450100", 2025)
                .with(filing(true, "NEW_SITUATION", "RESEARCH", "2025-03-04T02:00:00Z"))
                .with(filing(true, "MAJOR_INCIDENT", "RESEARCH", "2025-03-05T02:00:00Z"))
                .with(filing(true, "NEW_SITUATION", "BRIEF", "2025-04-05T02:00:00Z"));

        assertThat(tally.accepted()).isEqualTo(3);
        assertThat(tally.byCategory()).isEqualTo(Map.of("NEW_SITUATION", 2L, "MAJOR_INCIDENT", 1L));
        assertThat(tally.byForm()).isEqualTo(Map.of("RESEARCH", 2L, "BRIEF", 1L));
        assertThat(tally.byMonth()).isEqualTo(Map.of("03", 2L, "04", 1L));
        assertThat(tally.researchByMonth()).isEqualTo(Map.of("03", 1L));
        assertThat(tally.lastSubmittedAt()).isEqualTo(Instant.parse("2025-04-05T02:00:00Z"));
    }

    @Test
    void countsExercisesApart() {
        Tally tally = Tally.empty("450100", 2025).with(filing(false, "NEW_SITUATION", "BRIEF", "2025-04-05T02:00:00Z"));

        assertThat(tally.accepted()).isZero();
        assertThat(tally.exercises()).isEqualTo(1);
        assertThat(tally.lastSubmittedAt()).isNull();
    }

    @Test
    void endsInTheSameTallyInAnyOrder() {
        System.out.println("seed of the orders: " + SEED);
        var random = new Random(SEED);
        List<Filing> filings = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            filings.add(filing(
                    number % 7 != 0,
                    number % 3 == 0 ? "NEW_SITUATION" : "SOLICITED",
                    number % 2 == 0 ? "RESEARCH" : "BRIEF",
                    Instant.parse("2025-01-01T00:00:00Z")
                            .plusSeconds(random.nextLong(30_000_000))
                            .toString()));
        }
        Tally inOrder = tallyOf(filings);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(filings, random);
            assertThat(tallyOf(filings)).isEqualTo(inOrder);
        }
    }

    private static Tally tallyOf(List<Filing> filings) {
        Tally tally = Tally.empty("450100", 2025);
        for (Filing filing : filings) {
            tally = tally.with(filing);
        }
        return tally;
    }

    private static Filing filing(boolean actual, String category, String form, String submittedAt) {
        return new Filing(
                "450100", actual, category, form, category.equals("MAJOR_INCIDENT"), Instant.parse(submittedAt));
    }
}
