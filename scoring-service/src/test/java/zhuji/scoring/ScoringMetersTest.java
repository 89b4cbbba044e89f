package zhuji.scoring;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import zhuji.scoring.meters.ScoringMeters;
import zhuji.testkit.MeterTables;

/** The README lists every meter there is. */
class ScoringMetersTest {

    @Test
    void areListedInTheReadme() throws IOException {
        MeterTables.assertListed(ScoringMeters.ALL);
    }
}
