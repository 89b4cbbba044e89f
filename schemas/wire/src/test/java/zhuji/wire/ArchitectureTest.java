package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Growing this package is a decision somebody has to make in review. */
class ArchitectureTest {

    @Test
    void holdsThirteenTypesAtMost() throws IOException {
        try (var sources = Files.list(Path.of("src/main/java/zhuji/wire"))) {
            assertThat(sources.filter(Files::isRegularFile).filter(file -> !file.endsWith("package-info.java")))
                    .hasSizeLessThanOrEqualTo(13);
        }
    }
}
