package zhuji.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import zhuji.events.Topics;
import zhuji.intake.domain.ClockRule;
import zhuji.intake.domain.TextLimits;

/**
 * Settings of the intake service.
 *
 * @param ahead how far a claimed instant may lie in the future of the broker's clock
 * @param behind how far {@code submittedAt} may lie in the past
 * @param oldestOccurrence how long before its submission an incident may have occurred
 * @param anyPast whether {@code submittedAt} may be of any past year; for demonstrations and replays
 * @param longestName characters of author and signer
 * @param longestTitle characters of a title
 * @param longestBody characters of a body
 * @param patience how long a submission over HTTP waits for the broker to confirm
 */
@ConfigurationProperties("intake")
public record IntakeProperties(
        @DefaultValue("5m") Duration ahead,
        @DefaultValue("72h") Duration behind,
        @DefaultValue("366d") Duration oldestOccurrence,
        @DefaultValue("false") boolean anyPast,
        @DefaultValue("50") int longestName,
        @DefaultValue("200") int longestTitle,
        @DefaultValue("20000") int longestBody,
        @DefaultValue("10s") Duration patience) {

    /** Bytes of a character in UTF-8, at most. */
    private static final int LONGEST_CHARACTER = 4;

    /** Author, signer, authoriser, solicitation. */
    private static final int NAMES = 4;

    /** Title, and reason of a bypass. */
    private static final int TITLES = 2;

    /** Body, place, measures taken. */
    private static final int LONG_TEXTS = 3;

    /** Everything else of a report, bytes. */
    private static final int OTHERS = 8 * 1024;

    public IntakeProperties {
        if (ahead.isNegative() || behind.isNegative() || oldestOccurrence.isNegative() || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "intake.ahead, behind, oldest-occurrence and patience must not be negative");
        }
        if (longestName < 1 || longestTitle < 1 || longestBody < 1) {
            throw new IllegalArgumentException(
                    "intake.longest-name, longest-title and longest-body must be at least 1");
        }
        long largest = LONGEST_CHARACTER
                * (NAMES * (long) longestName + TITLES * (long) longestTitle + LONG_TEXTS * (long) longestBody);
        if (largest > Topics.LARGEST_REPORT - OTHERS) {
            throw new IllegalArgumentException("intake.longest-name, longest-title and longest-body allow a report of "
                    + largest + " bytes; events have room for " + (Topics.LARGEST_REPORT - OTHERS));
        }
    }

    /** What a claimed instant may be. */
    public ClockRule clockRule() {
        return new ClockRule(ahead, behind, oldestOccurrence, anyPast);
    }

    /** How long a text may be. */
    public TextLimits textLimits() {
        return new TextLimits(longestName, longestTitle, longestBody);
    }
}
