package zhuji.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the rate that can be held, whether it begins above it or below. */
class SteadyRateTest {

    private static final double LIMIT = 5_000;

    @ParameterizedTest
    @ValueSource(doubles = {2_000, 4_999, 5_001, 9_000})
    void findsWhatHoldsToATwentieth(double first) throws InterruptedException {
        double found = SteadyRate.search(first, rate -> rate <= LIMIT);

        assertThat(found).isBetween(LIMIT / 1.05, LIMIT);
    }

    @Test
    void givesUpWhereNothingHolds() {
        assertThatThrownBy(() -> SteadyRate.search(LIMIT, rate -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("5000");
    }
}
