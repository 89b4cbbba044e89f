package zhuji.scoring.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The year and month something counts for: those of {@code submittedAt} in Asia/Shanghai.
 *
 * @param year calendar year
 * @param month 1 to 12
 */
public record ScoringYear(int year, int month) {

    /** Where years and months begin. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String[] MONTHS = {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"
    };

    /** A month in two digits; "00" for the year as a whole. */
    public static String twoDigits(int month) {
        return MONTHS[month];
    }

    /** When a month begins. */
    public static Instant beginOf(int year, int month) {
        return LocalDate.of(year, month, 1).atStartOfDay(ZONE).toInstant();
    }

    /** The year and month of an instant. */
    public static ScoringYear of(Instant submittedAt) {
        LocalDate local = LocalDate.ofInstant(submittedAt, ZONE);
        return new ScoringYear(local.getYear(), local.getMonthValue());
    }
}
