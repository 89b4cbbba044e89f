package zhuji.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Stretch;
import zhuji.audit.replay.Comparison.Count;
import zhuji.audit.replay.Sides.Ground;
import zhuji.audit.replay.Sides.Sheet;
import zhuji.audit.replay.Sides.Side;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

class DifferencesTest {

    private static final Digest SUBMISSION = new Digest(0, 0, 0, 7);
    private static final Digest ONE = new Digest(0, 0, 0, 1);
    private static final Digest OTHER = new Digest(0, 0, 0, 2);

    private static final EventDecoder DECODER = EventDecoder.ofAll(number -> {
        throw new AssertionError("nothing is decoded");
    });

    /** Of none is told more than that it differs. */
    private static final Log NOT_READ = new Log() {
        @Override
        public List<Stretch> stretches() {
            return List.of();
        }

        @Override
        public void read(List<Stretch> some, Consumer<LogRecord> each) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public IntFunction<Schema> schemas() {
            throw new AssertionError("nothing is decoded");
        }

        @Override
        public @Nullable Instant from() {
            return null;
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public Instant until() {
            return Instant.MAX;
        }
    };

    @TempDir
    private Path folder;

    private Count compared(Sheet... sheets) {
        try (var sides = new Sides(folder)) {
            for (Sheet sheet : sheets) {
                sides.add(SUBMISSION, sheet);
            }
            Comparison outcome = new Differences(NOT_READ, NOT_READ, DECODER, "again.", 0).of(sides);
            return Objects.requireNonNull(outcome.topics().get(Topics.REPORT_REJECTED));
        }
    }

    private static Sheet sheet(Side side, Digest what, Ground ground) {
        return new Sheet(side, Topics.REPORT_REJECTED, 0, 4, what, ground);
    }

    /** Which of two partitions was read first decides whether a resend on the wrong one is known as one; every other difference counts. */
    @ParameterizedTest
    @CsvSource({
        "REFUSED_ELSEWHERE, RESENT_ELSEWHERE, 0, 1",
        "RESENT_ELSEWHERE, REFUSED_ELSEWHERE, 0, 1",
        "REFUSED_ELSEWHERE, REFUSED_ELSEWHERE, 1, 0",
        "RESENT_ELSEWHERE, RESENT_ELSEWHERE, 1, 0",
        "REFUSED_ELSEWHERE, FIRM, 1, 0",
        "FIRM, RESENT_ELSEWHERE, 1, 0",
        "FIRM, FIRM, 1, 0",
        "GONE, FIRM, 0, 1",
        "FIRM, CHANGED, 0, 1",
    })
    void leavesUntoldWhatTheLogCannotTell(Ground published, Ground replayed, long different, long untellable) {
        assertThat(compared(sheet(Side.PUBLISHED, ONE, published), sheet(Side.REPLAYED, OTHER, replayed)))
                .isEqualTo(new Count(1, 0, different, untellable));
    }

    @ParameterizedTest
    @CsvSource({"REFUSED_ELSEWHERE", "RESENT_ELSEWHERE", "FIRM", "GONE"})
    void findsWhatStandsOnOneSideAlone(Ground ground) {
        assertThat(compared(sheet(Side.PUBLISHED, ONE, ground))).isEqualTo(new Count(1, 0, 1, 0));
        assertThat(compared(sheet(Side.REPLAYED, ONE, ground))).isEqualTo(new Count(0, 0, 1, 0));
    }

    @Test
    void takesTheSameForTheSame() {
        assertThat(compared(sheet(Side.PUBLISHED, ONE, Ground.FIRM), sheet(Side.REPLAYED, ONE, Ground.FIRM)))
                .isEqualTo(new Count(1, 1, 0, 0));
    }
}
