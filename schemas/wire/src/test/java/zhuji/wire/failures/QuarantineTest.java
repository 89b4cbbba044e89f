package zhuji.wire.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private static final Place HERE = new Place("report.accepted", 1, 7);
    private static final Place ELSEWHERE = new Place("report.accepted", 1, 8);
    private final RuntimeException tooLarge = new RecordTooLargeException("1234567 bytes");

    private final List<String> repeated = new ArrayList<>();
    private final Quarantine quarantine = new Quarantine(repeated::add);

    @Test
    void setsAsideTheRecordWhoseOutputFailedWhileItWasProcessed() {
        quarantine.enter(HERE);
        quarantine.unwritable(ELSEWHERE, tooLarge);
        quarantine.leave();

        assertThat(quarantine.causeAt("report.accepted", 1, 7)).isEqualTo(RecordTooLargeException.class.getName());
        assertThat(quarantine.causeAt("report.accepted", 1, 8)).isNull();
    }

    /** The broker answers when another record is being processed, or none. */
    @Test
    void findsOutWhichRecordItWasByCommittingOneByOne() {
        quarantine.unwritable(ELSEWHERE, tooLarge);
        assertThat(quarantine.causeAt("report.accepted", 1, 8)).isNull();
        assertThat(quarantine.isCareful()).isTrue();

        quarantine.unwritable(HERE, tooLarge);
        assertThat(quarantine.causeAt("report.accepted", 1, 7)).isNotNull();
    }

    @Test
    void tellsWhenTheSameRecordFailsTheThirdTime() {
        quarantine.failed(HERE);
        quarantine.failed(HERE);
        assertThat(repeated).isEmpty();
        quarantine.failed(HERE);
        assertThat(repeated).containsExactly("report.accepted");

        quarantine.failed(ELSEWHERE);
        assertThat(repeated).hasSize(1);
    }

    @Test
    void refusesATimerWhoseOutputCouldNotBeWritten() {
        quarantine.refuseTimer("450100:K1");
        quarantine.unwritableOfTimer("450100:K1", new StreamsException(tooLarge));

        assertThatThrownBy(() -> quarantine.refuseTimer("450100:K1")).isInstanceOf(Unwritable.class);
        quarantine.refuseTimer("450100:K2");
    }

    /** Kafka Streams throws a failure once more from whatever is written next, which another record causes. */
    @Test
    void blamesNoOtherRecordForAFailureThatWasJudged() {
        assertThat(quarantine.isJudged(tooLarge)).isFalse();

        quarantine.judged(tooLarge);

        assertThat(quarantine.isJudged(new StreamsException("of another record", tooLarge)))
                .isTrue();
        assertThat(quarantine.isJudged(new RecordTooLargeException("1234567 bytes")))
                .isFalse();
    }
}
