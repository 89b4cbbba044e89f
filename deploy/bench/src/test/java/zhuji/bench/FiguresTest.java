package zhuji.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a result says of several measurements. */
class FiguresTest {

    @Test
    void sharesAreTakenPairByPair() {
        assertThat(Figures.share(List.of(1.0, 3.0, 2.0), List.of(2.0, 4.0, 8.0)))
                .isEqualTo(0.5);
    }

    @Test
    void whatFavoursOneAndThenTheOtherCancelsInTheMean() {
        assertThat(Figures.meanShare(List.of(80.0, 125.0), List.of(100.0, 100.0)))
                .isEqualTo(1.0);
    }

    @Test
    void whatIsTheSameInEachPairIsTheMean() {
        assertThat(Figures.meanShare(List.of(3.0, 30.0, 300.0), List.of(4.0, 40.0, 400.0)))
                .isEqualTo(0.75);
    }
}
