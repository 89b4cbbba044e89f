/** How a case climbs its ladder: a pure state machine. Plain Java: no Kafka, no Spring, no Avro, no clock. */
@NullMarked
package zhuji.escalation.domain;

import org.jspecify.annotations.NullMarked;
