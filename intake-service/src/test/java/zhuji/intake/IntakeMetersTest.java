package zhuji.intake;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import zhuji.intake.meters.IntakeMeters;
import zhuji.testkit.MeterTables;

/** The README lists every meter there is. */
class IntakeMetersTest {

    @Test
    void areListedInTheReadme() throws IOException {
        MeterTables.assertListed(IntakeMeters.ALL);
    }
}
