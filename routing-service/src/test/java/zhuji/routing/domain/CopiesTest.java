package zhuji.routing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R4: what the national office has, the region has. */
class CopiesTest {

    private static final Instant READ = Instant.parse("2025-03-04T02:30:00Z");

    private final Copies copies = new Copies();

    @Test
    void missesACopyOnceItShouldHaveBeenRead() {
        copies.national("a", READ);

        assertThat(copies.missing(READ.plusSeconds(10))).isZero();
        assertThat(copies.missing(READ.plusSeconds(11))).isEqualTo(1);
        assertThat(copies.missing(READ.plusSeconds(3_600))).isEqualTo(1);
    }

    @Test
    void missesNothingInWhateverOrderBothAreRead() {
        copies.national("a", READ);
        copies.region("a", READ.plusSeconds(9));
        copies.region("b", READ);
        copies.national("b", READ.plusSeconds(60));

        assertThat(copies.missing(READ.plusSeconds(100))).isZero();
    }

    @Test
    void findsWhatTurnsUpAfterAll() {
        copies.national("a", READ);
        assertThat(copies.missing(READ.plusSeconds(11))).isEqualTo(1);

        copies.region("a", READ.plusSeconds(20));

        assertThat(copies.missing(READ.plusSeconds(21))).isZero();
    }

    @Test
    void asksNothingOfWhatWentToTheRegionAlone() {
        copies.region("a", READ);

        assertThat(copies.missing(READ.plusSeconds(3_600))).isZero();
    }

    /** After the broker was away, what was delivered in the minute before is read again. */
    @Test
    void missesInTimeWhatStandsBehindOneThatWasReadAgain() {
        copies.national("a", READ);
        copies.national("b", READ.plusSeconds(1));
        copies.national("a", READ.plusSeconds(9));

        assertThat(copies.missing(READ.plusSeconds(12))).isEqualTo(1);
        assertThat(copies.missing(READ.plusSeconds(20))).isEqualTo(2);
    }
}
