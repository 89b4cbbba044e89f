/** What makes a submission acceptable, and what it becomes. Plain Java: no Kafka, no Spring, no Avro, no clock. */
@NullMarked
package zhuji.intake.domain;

import org.jspecify.annotations.NullMarked;
