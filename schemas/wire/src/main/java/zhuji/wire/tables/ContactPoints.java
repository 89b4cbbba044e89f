package zhuji.wire.tables;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualDecision;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Outcome;

/**
 * Whether an office is a contact point at an instant. Designation and revocation each have an instant of effect (design §7): the registry's
 * word holds from {@code contactPointFrom} on, a confirmed revocation from its confirmation on (21号 四), and the later of the two counts. So
 * the same log, read again years later, says the same of every instant.
 */
public final class ContactPoints {

    /** Years are those of this zone. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int DECEMBER = 12;

    private ContactPoints() {}

    /**
     * Whether it is one.
     *
     * @param office what stands in the registry
     * @param decisions what years decided of the office
     * @param at the instant that is asked about
     */
    public static boolean isOne(OfficeRegistered office, Collection<AnnualDecision> decisions, Instant at) {
        boolean word = office.getContactPoint() && office.getStatus() != OfficeStatus.FORMER;
        Instant from = office.getContactPointFrom();
        Instant revoked = decisions.stream()
                .filter(ContactPoints::isRevocation)
                .map(AnnualDecision::getAt)
                .filter(instant -> !instant.isAfter(at))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (from == null || !from.isAfter(at)) {
            return word && (revoked == null || isAfter(from, revoked));
        }
        return revoked == null && (!word || isRevokedBetween(decisions, at, from));
    }

    /** Whether it is one of a year's: at the end of it. */
    public static boolean isOneOf(OfficeRegistered office, Collection<AnnualDecision> decisions, int year) {
        Instant end = LocalDate.of(year, DECEMBER, 31)
                .plusDays(1)
                .atStartOfDay(ZONE)
                .toInstant()
                .minusMillis(1);
        return isOne(office, decisions, end);
    }

    /** Whether a person confirmed that an office is no contact point any longer. */
    public static boolean isRevocation(AnnualDecision decision) {
        return decision.getConfirmed() && decision.getOutcome() == Outcome.REVOKE;
    }

    private static boolean isAfter(@Nullable Instant from, Instant revoked) {
        return from != null && from.isAfter(revoked);
    }

    /** Only who was one can be taken off: what was designated after a revocation had been one before it. */
    private static boolean isRevokedBetween(Collection<AnnualDecision> decisions, Instant at, Instant from) {
        return decisions.stream()
                .anyMatch(decision -> isRevocation(decision)
                        && decision.getAt().isAfter(at)
                        && !decision.getAt().isAfter(from));
    }
}
