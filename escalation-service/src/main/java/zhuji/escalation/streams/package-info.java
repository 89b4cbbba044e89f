/** Escalation as a Kafka Streams topology: cases and timers in state stores. */
@NullMarked
package zhuji.escalation.streams;

import org.jspecify.annotations.NullMarked;
