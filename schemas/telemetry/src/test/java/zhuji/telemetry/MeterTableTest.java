package zhuji.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README lists every meter there is. */
class MeterTableTest {

    @Test
    void isInTheReadme() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(MeterTable.of(ServiceMeters.ALL));
    }
}
