package zhuji.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import zhuji.audit.log.BeijingTime;

/** A stretch of time, by the records' times. */
final class Period {

    @Option(
            names = "--from",
            converter = Moment.class,
            paramLabel = "T",
            description =
                    "From when on, as 2025-01-01 (Asia/Shanghai) or 2025-01-01T00:00:00+08:00; else the beginning")
    private @Nullable Instant from;

    @Option(names = "--to", converter = Moment.class, paramLabel = "T", description = "Until when; else now")
    private @Nullable Instant to;

    /** An instant, or the beginning of a day where the offices are. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() <= 10
                        ? LocalDate.parse(text).atStartOfDay(BeijingTime.ZONE).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException nonsense) {
                throw new TypeConversionException(
                        "'" + text + "' is no time; write 2025-01-01 or 2025-01-01T00:00:00+08:00");
            }
        }
    }

    @Nullable
    Instant from() {
        return from;
    }

    /** What has not happened yet cannot be judged as if it had to be there. */
    @Nullable
    Instant to() {
        if (to != null && to.isAfter(Instant.now())) {
            throw new IllegalArgumentException("--to lies in the future; leave it out to go up to now");
        }
        return to;
    }
}
