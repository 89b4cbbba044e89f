package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three research reports a month are owed; from the 15th on who is behind is told, and who is silent for thirty days (R8, R11). */
class ReminderTest {

    private static final RuleBook.Quota QUOTA = Books.shipped("default").quota();

    @ParameterizedTest(name = "{0}: {1} filed, {2} last")
    @CsvSource({
        "2025-04-14T15:59:59Z, 0, 2025-04-01T00:00:00Z, ''",
        "2025-04-14T16:00:00Z, 0, 2025-04-01T00:00:00Z, BELOW_PACE",
        "2025-04-20T00:00:00Z, 1, 2025-04-10T00:00:00Z, BELOW_PACE",
        "2025-04-20T00:00:00Z, 2, 2025-04-10T00:00:00Z, ''",
        "2025-04-30T00:00:00Z, 2, 2025-04-10T00:00:00Z, BELOW_PACE",
        "2025-04-30T00:00:00Z, 3, 2025-04-10T00:00:00Z, ''",
        "2025-04-09T23:59:59Z, 0, 2025-03-11T00:00:00Z, ''",
        "2025-04-10T00:00:00Z, 0, 2025-03-11T00:00:00Z, SILENT",
        "2025-01-30T15:59:59Z, 3, , ''",
        "2025-01-30T16:00:00Z, 3, , SILENT",
    })
    void tellsWhoIsBehind(Instant now, int filed, @Nullable Instant last, String told) {
        List<Reminder> reminders = Reminder.of(contactPoint(true), QUOTA, filed, last, false, now);

        assertThat(String.join(
                        " ", reminders.stream().map(each -> each.kind().name()).toList()))
                .isEqualTo(told);
    }

    @ParameterizedTest(name = "contact point {0}, nothing to report {1}: {2} reminders")
    @CsvSource({"true, false, 2", "true, true, 0"})
    void leavesAloneWhoOwesNothingOrSaidThatThereIsNothing(boolean contactPoint, boolean spoke, int reminders) {
        Instant now = Instant.parse("2025-04-28T00:00:00Z");

        assertThat(Reminder.of(contactPoint(contactPoint), QUOTA, 0, now.minusSeconds(31 * 86_400L), spoke, now))
                .hasSize(reminders);
    }

    private static ScoredOffice contactPoint(boolean is) {
        return new ScoredOffice("450100", "南宁市", Level.PREFECTURE, is, false, List.of());
    }
}
