package zhuji.cli;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import zhuji.testkit.MeterTables;

/** The README lists every meter there is. */
class AuditMetersTest {

    @Test
    void areListedInTheReadme() throws IOException {
        MeterTables.assertListed(AuditMeters.ALL);
    }
}
