package zhuji.wire.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zhuji.events.AnnualDecision;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Outcome;
import zhuji.wire.EventDecoder;

class ContactPointsTest {

    private static final String JANUARY = "2026-01-20T00:00:00Z";
    private static final String FEBRUARY = "2026-02-10T00:00:00Z";
    private static final String MARCH = "2026-03-01T00:00:00Z";

    @BeforeAll
    static void trustOurOwnRecords() {
        EventDecoder.trustOurOwnRecords();
    }

    @Test
    void holdsForEverWhatTheFirstRegistrationSays() {
        assertThat(isOne(office(true, null), JANUARY)).isTrue();
        assertThat(isOne(office(false, null), JANUARY)).isFalse();
    }

    /** A confirmation in February leaves January alone, however often the log is read again. */
    @Test
    void takesAnOfficeOffFromTheConfirmationOn() {
        assertThat(isOne(office(true, null), JANUARY, FEBRUARY)).isTrue();
        assertThat(isOne(office(true, null), FEBRUARY, FEBRUARY)).isFalse();
        assertThat(isOne(office(true, null), MARCH, FEBRUARY)).isFalse();
    }

    @Test
    void designatesAnOfficeAgainFromThenOn() {
        OfficeRegistered again = office(true, MARCH);
        assertThat(isOne(again, JANUARY, FEBRUARY)).isTrue();
        assertThat(isOne(again, "2026-02-20T00:00:00Z", FEBRUARY)).isFalse();
        assertThat(isOne(again, MARCH, FEBRUARY)).isTrue();
        assertThat(isOne(again, "2027-03-01T00:00:00Z", FEBRUARY, "2027-02-01T00:00:00Z"))
                .isFalse();
    }

    @Test
    void knowsWhatWasBeforeAChangeOfTheRegistry() {
        assertThat(isOne(office(true, MARCH), FEBRUARY)).isFalse();
        assertThat(isOne(office(true, MARCH), MARCH)).isTrue();
        assertThat(isOne(office(false, MARCH), FEBRUARY)).isTrue();
        assertThat(isOne(office(false, MARCH), MARCH)).isFalse();
    }

    @Test
    void asksTheEndOfAYear() {
        List<AnnualDecision> confirmed = revocations(FEBRUARY);
        assertThat(ContactPoints.isOneOf(office(true, null), confirmed, 2025)).isTrue();
        assertThat(ContactPoints.isOneOf(office(true, null), confirmed, 2026)).isFalse();
        assertThat(ContactPoints.isOneOf(office(true, MARCH), List.of(), 2025)).isFalse();
    }

    private static boolean isOne(OfficeRegistered office, String at, String... revocations) {
        return ContactPoints.isOne(office, revocations(revocations), Instant.parse(at));
    }

    private static List<AnnualDecision> revocations(String... at) {
        return Stream.of(at)
                .map(instant -> AnnualDecision.newBuilder()
                        .setOffice("450100")
                        .setYear(2025)
                        .setRank(1)
                        .setOutcome(Outcome.REVOKE)
                        .setConfirmed(true)
                        .setPoints(BigDecimal.ZERO.setScale(4))
                        .setRuleBook("h")
                        .setAt(Instant.parse(instant))
                        .build())
                .toList();
    }

    private static OfficeRegistered office(boolean contactPoint, @Nullable String from) {
        return OfficeRegistered.newBuilder()
                .setCode("450100")
                .setName("南宁市")
                .setLevel(Level.PREFECTURE)
                .setContactPoint(contactPoint)
                .setStatus(OfficeStatus.ACTIVE)
                .setProfile("test")
                .setContactPointFrom(from == null ? null : Instant.parse(from))
                .build();
    }
}
