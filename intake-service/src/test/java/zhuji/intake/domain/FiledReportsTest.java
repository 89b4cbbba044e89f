package zhuji.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiledReportsTest {

    private static final Instant FILED = Instant.parse("2025-03-04T02:30:00Z");

    private final FiledReports.Filed filed = new FiledReports.Filed("450100:1", "content", FILED);

    @Test
    void isSentAgainByTheSameContentLater() {
        assertThat(filed.isSentAgainBy("content", FILED.plusMillis(1))).isTrue();
        assertThat(filed.isSentAgainBy("another", FILED.plusMillis(1))).isFalse();
    }

    /** In a replay the later one may be read first. */
    @Test
    void isNotSentAgainByWhatWasReceivedNoLater() {
        assertThat(filed.isSentAgainBy("content", FILED)).isFalse();
        assertThat(filed.isSentAgainBy("content", FILED.minusMillis(1))).isFalse();
    }
}
