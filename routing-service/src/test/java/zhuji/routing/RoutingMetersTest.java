package zhuji.routing;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import zhuji.routing.meters.RoutingMeters;
import zhuji.testkit.MeterTables;

/** The README lists every meter there is. */
class RoutingMetersTest {

    @Test
    void areListedInTheReadme() throws IOException {
        MeterTables.assertListed(RoutingMeters.ALL);
    }
}
