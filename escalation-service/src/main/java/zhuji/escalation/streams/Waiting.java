package zhuji.escalation.streams;

import java.time.Instant;

/**
 * A command that waits for its case to be taken up again.
 *
 * @param topic the topic it came on
 * @param at when the broker received it
 * @param encoded the event, as {@link StoredEvents} keeps it
 */
record Waiting(String topic, Instant at, String encoded) {}
