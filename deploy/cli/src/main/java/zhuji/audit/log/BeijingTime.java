package zhuji.audit.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the offices' clocks show them: everything is told in Asia/Shanghai. */
public final class BeijingTime {

    /** Where years, months and days begin. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZONE);

    private BeijingTime() {}

    /** To the millisecond. */
    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
