package zhuji.intake.streams;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.Progress;

/** What intake processes: what an office sent, and news of what became of it. */
sealed interface Incoming {

    /**
     * A record on {@code report.submitted}.
     *
     * @param bytes as they came, whatever they are; null when there were none
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or prints it
    record Sent(byte @Nullable [] bytes) implements Incoming {}

    /** News of a report, from those it went to. */
    record Heard(Progress news) implements Incoming {
        public Heard {
            Objects.requireNonNull(news, "a record that should tell of a report has no value");
        }
    }
}
