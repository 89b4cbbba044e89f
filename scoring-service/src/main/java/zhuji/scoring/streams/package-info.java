/** Scoring as a Kafka Streams topology. */
@NullMarked
package zhuji.scoring.streams;

import org.jspecify.annotations.NullMarked;
