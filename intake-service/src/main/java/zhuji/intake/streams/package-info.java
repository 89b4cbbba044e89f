/** Intake as a Kafka Streams topology. */
@NullMarked
package zhuji.intake.streams;

import org.jspecify.annotations.NullMarked;
