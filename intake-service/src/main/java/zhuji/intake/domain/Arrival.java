package zhuji.intake.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record on {@code report.submitted}, as intake looks at it.
 *
 * @param sender the key it was sent under, or null without one
 * @param expectedPartition whether it stands on the partition its key belongs to
 * @param receivedAt log-append time of the broker, which the office cannot choose
 * @param reading what could be made of its bytes
 */
public record Arrival(@Nullable String sender, boolean expectedPartition, Instant receivedAt, Reading reading) {}
