/** Who has a right to a report, and why. Plain Java: no Kafka, no Spring, no Avro, no clock. */
@NullMarked
package zhuji.routing.domain;

import org.jspecify.annotations.NullMarked;
