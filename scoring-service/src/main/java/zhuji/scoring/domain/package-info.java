/** What counts in a year. Plain Java: no Kafka, no Spring, no Avro, no clock. */
@NullMarked
package zhuji.scoring.domain;

import org.jspecify.annotations.NullMarked;
