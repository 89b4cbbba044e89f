package zhuji.escalation;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import zhuji.escalation.meters.EscalationMeters;
import zhuji.testkit.MeterTables;

/** The README lists every meter there is. */
class EscalationMetersTest {

    @Test
    void areListedInTheReadme() throws IOException {
        MeterTables.assertListed(EscalationMeters.ALL);
    }
}
