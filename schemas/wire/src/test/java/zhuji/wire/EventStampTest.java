package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.events.EventHeaders;
import zhuji.events.Notice;

class EventStampTest {

    private static final Instant MORNING = Instant.parse("2001-06-01T00:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";

    @Test
    @DisplayName("each event has its own time and source, whatever the one before it had")
    void ownTimeAndSource() {
        Headers first = EventStamp.headers("a#1", Notice.class, "routing", MORNING, new RecordHeaders());
        Headers second = EventStamp.headers("a#2", Notice.class, "scoring", MORNING.plusMillis(1), new RecordHeaders());
        Headers third = EventStamp.headers("a#3", Notice.class, "routing", MORNING, new RecordHeaders());

        assertThat(told(first)).contains("ce_source=/zhuji/routing", "ce_time=2001-06-01T00:00:00Z", "ce_id=a#1");
        assertThat(told(second)).contains("ce_source=/zhuji/scoring", "ce_time=2001-06-01T00:00:00.001Z", "ce_id=a#2");
        assertThat(told(third)).contains("ce_source=/zhuji/routing", "ce_time=2001-06-01T00:00:00Z", "ce_id=a#3");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"00, true", "01, false", "02, true", "0f, false"})
    @DisplayName("what was not sampled where its trace began is told by the last bit of the trace")
    void unsampled(String flags, boolean unsampled) {
        var headers =
                new RecordHeaders().add(EventHeaders.TRACE_PARENT, (TRACE + flags).getBytes(StandardCharsets.US_ASCII));

        assertThat(EventStamp.isUnsampled(headers)).isEqualTo(unsampled);
    }

    @Test
    @DisplayName("what is no trace at all may be the beginning of one")
    void beginning() {
        var nonsense = new RecordHeaders().add(EventHeaders.TRACE_PARENT, "00".getBytes(StandardCharsets.US_ASCII));

        assertThat(EventStamp.isUnsampled(new RecordHeaders())).isFalse();
        assertThat(EventStamp.isUnsampled(nonsense)).isFalse();
    }

    private static String[] told(Headers headers) {
        return Arrays.stream(headers.toArray()).map(EventStampTest::told).toArray(String[]::new);
    }

    private static String told(Header header) {
        return header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8);
    }
}
