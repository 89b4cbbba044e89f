package zhuji.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Times as auditors write them. */
class PeriodTest {

    @Command
    private static final class Asking {
        @Mixin
        private Period period = new Period();
    }

    private static Period parsed(String... arguments) {
        var asking = new Asking();
        new CommandLine(asking).parseArgs(arguments);
        return asking.period;
    }

    @Test
    void takesDaysAsTheyBeginWhereTheOfficesAre() {
        Period year = parsed("--from", "2025-01-01", "--to", "2026-01-01T00:00:00+08:00");

        assertThat(year.from()).isEqualTo(Instant.parse("2024-12-31T16:00:00Z"));
        assertThat(year.to()).isEqualTo(Instant.parse("2025-12-31T16:00:00Z"));
        assertThat(parsed().from()).isNull();
    }

    @Test
    void saysWhatIsNoTime() {
        assertThatThrownBy(() -> parsed("--from", "yesterday"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'yesterday' is no time; write 2025-01-01");
    }

    @Test
    void judgesNothingThatHasNotHappenedYet() {
        assertThatThrownBy(() -> parsed("--to", "9999-01-01").to()).hasMessageContaining("lies in the future");
    }
}
