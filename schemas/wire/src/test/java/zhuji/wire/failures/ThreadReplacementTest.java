package zhuji.wire.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private Instant now = Instant.parse("2025-03-04T02:30:00Z");

    @Test
    void waitsLongerEachTimeAndTenSecondsAtMostUntilAllIsCalm() {
        var replacement = new ThreadReplacement(() -> now);

        assertThat(Stream.generate(replacement::nextPause).limit(7))
                .isSorted()
                .startsWith(Duration.ofMillis(50), Duration.ofMillis(150), Duration.ofMillis(450))
                .endsWith(Duration.ofSeconds(10), Duration.ofSeconds(10));

        now = now.plus(Duration.ofMinutes(2));
        assertThat(replacement.nextPause()).isEqualTo(Duration.ofMillis(50));
    }
}
