package zhuji.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.events.EventHeaders;
import zhuji.events.Notice;
import zhuji.events.Topics;

class EventStampTest {

    private static final Instant MORNING = Instant.parse("2001-06-01T00:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";

    @Test
    void givesEachEventItsOwnTimeAndSourceWhateverTheOneBeforeItHad() {
        Headers first = stamped("a#1", Topics.ROUTING, MORNING);
        Headers second = stamped("a#2", Topics.SCORING, MORNING.plusMillis(1));
        Headers third = stamped("a#3", Topics.ROUTING, MORNING);

        assertThat(told(first)).contains("ce_source=/zhuji/routing", "ce_time=2001-06-01T00:00:00Z", "ce_id=a#1");
        assertThat(told(second)).contains("ce_source=/zhuji/scoring", "ce_time=2001-06-01T00:00:00.001Z", "ce_id=a#2");
        assertThat(told(third)).contains("ce_source=/zhuji/routing", "ce_time=2001-06-01T00:00:00Z", "ce_id=a#3");
    }

    @Test
    void putsTheIdentityLastForThoseWhoLookForNothingElse() {
        assertThat(told(stamped("a#1", Topics.ROUTING, MORNING)).getLast()).isEqualTo("ce_id=a#1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"00, true", "01, false", "02, true", "0f, false"})
    void tellsByTheLastBitOfATraceThatItWasNotSampled(String flags, boolean unsampled) {
        assertThat(EventStamp.isUnsampled(tracedAs(TRACE + flags))).isEqualTo(unsampled);
    }

    @Test
    void takesWhatIsNoTraceForOneThatMayBegin() {
        assertThat(EventStamp.isUnsampled(new RecordHeaders())).isFalse();
        assertThat(EventStamp.isUnsampled(tracedAs("00"))).isFalse();
    }

    private static Headers stamped(String id, String source, Instant time) {
        return EventStamp.headers(id, Notice.class, source, time, new RecordHeaders());
    }

    private static Headers tracedAs(String trace) {
        return new RecordHeaders().add(EventHeaders.TRACE_PARENT, trace.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> told(Headers headers) {
        return Arrays.stream(headers.toArray())
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
