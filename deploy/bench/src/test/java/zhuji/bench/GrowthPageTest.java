package zhuji.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page and its plot say what the results say. */
class GrowthPageTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path BENCH = ROOT.resolve("deploy/bench");

    @Test
    void areThoseOfTheResults() throws IOException {
        var sources = GrowthPage.Sources.in(ROOT);

        assertThat(Files.readString(BENCH.resolve("GROWTH.md"))).isEqualTo(GrowthPage.page(sources));
        assertThat(Files.readString(BENCH.resolve("growth.svg"))).isEqualTo(GrowthPage.plot(sources.growth()));
    }

    @Test
    void leavesNoPlaceUnfilled() throws IOException {
        assertThat(GrowthPage.page(GrowthPage.Sources.in(ROOT))).doesNotContain("{", "}");
    }

    @Test
    void drawsBarsInProportion() {
        String svg = new Plot("title")
                .with("what", List.of(new Plot.Bar("1", 1_000), new Plot.Bar("2", 500)))
                .svg();

        assertThat(svg).contains("width=\"480\"", "width=\"240\"", ">1,000</text>", ">500</text>");
    }
}
