package zhuji.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zhuji.telemetry.DeclaredMeter;
import zhuji.telemetry.MeterTable;

/** Compares the list of meters in a module's README with those it declares. */
public final class MeterTables {

    private MeterTables() {}

    /**
     * Fails, and shows the list as it ought to be, when the README of the module under test does not hold it word for word.
     *
     * @throws IOException when there is no README
     */
    public static void assertListed(List<DeclaredMeter> meters) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(MeterTable.of(meters));
    }
}
