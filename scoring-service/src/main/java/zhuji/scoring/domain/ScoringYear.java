package zhuji.scoring.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The year and month something counts for: those of {@code submittedAt} in Asia/Shanghai.
 *
 * @param year calendar year
 * @param month 1 to 12
 */
public record ScoringYear(int year, int month) {

    /** Where years and months begin. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The year and month of an instant. */
    public static ScoringYear of(Instant submittedAt) {
        ZonedDateTime local = submittedAt.atZone(ZONE);
        return new ScoringYear(local.getYear(), local.getMonthValue());
    }
}
