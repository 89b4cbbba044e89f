package zhuji.scoring.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.RuleBook.UnitClass;

/**
 * A contact point files less than it owes, or nothing (R8, R11).
 *
 * @param office the contact point
 * @param when the month it is about
 * @param kind why
 * @param filed research reports of the month so far
 * @param quota research reports the month needs
 * @param silentDays whole days since its last submission; null when it has filed nothing this year
 */
public record Reminder(
        String office,
        ScoringYear when,
        Kind kind,
        int filed,
        int quota,
        @Nullable Integer silentDays) {

    /** Why an office is reminded. */
    public enum Kind {
        /** Fewer research reports than its quota needs by now. */
        BELOW_PACE,
        /** No submission for long. */
        SILENT
    }

    /** Its identity: a month and a kind are told once. */
    public String id() {
        return "%s/%d-%02d#%s".formatted(office, when.year(), when.month(), kind);
    }

    /**
     * What a contact point is to be reminded of.
     *
     * @param office a contact point
     * @param filed its research reports of the month
     * @param lastSpoke when it last submitted anything or said it has nothing to report; null for never this year
     * @param spoke whether it said it has nothing to report this month
     * @param now the instant to look from
     */
    public static List<Reminder> of(
            ScoredOffice office,
            RuleBook.Quota quota,
            int filed,
            @Nullable Instant lastSpoke,
            boolean spoke,
            Instant now) {
        UnitClass unit = quota.of(office);
        int owed = unit == null ? 0 : unit.min();
        ScoringYear when = ScoringYear.of(now);
        Integer silent = lastSpoke == null
                ? null
                : (int) Duration.between(lastSpoke, now).toDays();
        List<Reminder> reminders = new ArrayList<>();
        if (!spoke && isBehind(quota, owed, filed, now)) {
            reminders.add(new Reminder(office.code(), when, Kind.BELOW_PACE, filed, owed, silent));
        }
        boolean silentForLong = silent == null ? dayOfYear(now) > quota.silentDays() : silent >= quota.silentDays();
        if (!spoke && silentForLong) {
            reminders.add(new Reminder(office.code(), when, Kind.SILENT, filed, owed, silent));
        }
        return reminders;
    }

    /** From mid-month: what the month needs by this day, rounded down. */
    private static boolean isBehind(RuleBook.Quota quota, int owed, int filed, Instant now) {
        ZonedDateTime today = now.atZone(ScoringYear.ZONE);
        int days = YearMonth.from(today).lengthOfMonth();
        return today.getDayOfMonth() >= quota.paceFromDay() && filed < owed * today.getDayOfMonth() / days;
    }

    private static int dayOfYear(Instant now) {
        return now.atZone(ScoringYear.ZONE).getDayOfYear();
    }
}
