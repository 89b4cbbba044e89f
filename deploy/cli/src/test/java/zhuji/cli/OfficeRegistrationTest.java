package zhuji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zhuji.events.OfficeRegistered;
import zhuji.wire.EventDecoder;

/** From when on an office is, or is no longer, a contact point. */
class OfficeRegistrationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Map<String, OfficeRegistered> ALL = OfficeRegistry.load(OfficeRegistry.DEFAULT_PROFILE);
    private static final OfficeRegistered NANNING = Objects.requireNonNull(ALL.get("450100"));

    @BeforeAll
    static void trustOurOwnRecords() {
        EventDecoder.trustOurOwnRecords();
    }

    @Test
    void holdsForEverWhatTheFirstRegistrationOfAllSays() {
        assertThat(from(NANNING, Map.of())).isNull();
    }

    @Test
    void dependsOnTheInstantOfAChange() {
        Map<String, OfficeRegistered> standing = Map.of("450100", with(false));
        assertThat(from(with(true), standing)).isEqualTo(NOW);
        assertThat(from(with(false), standing)).isNull();
    }

    @Test
    void beginsForANewcomerWithItsRegistration() {
        assertThat(from(NANNING, Map.of("450200", with(true)))).isEqualTo(NOW);
        assertThat(from(with(false), Map.of("450200", with(true)))).isNull();
    }

    @Test
    void isNotMovedByApplyingTheSameAgain() {
        OfficeRegistered designated = OfficeRegistered.newBuilder(NANNING)
                .setContactPointFrom(Instant.EPOCH)
                .build();
        assertThat(from(NANNING, Map.of("450100", designated))).isEqualTo(Instant.EPOCH);
    }

    private static OfficeRegistered with(boolean contactPoint) {
        return OfficeRegistered.newBuilder(NANNING)
                .setContactPoint(contactPoint)
                .build();
    }

    private static @Nullable Instant from(OfficeRegistered office, Map<String, OfficeRegistered> standing) {
        return Objects.requireNonNull(OfficeRegistration.dated(Map.of("450100", office), standing, NOW)
                        .get("450100"))
                .getContactPointFrom();
    }
}
