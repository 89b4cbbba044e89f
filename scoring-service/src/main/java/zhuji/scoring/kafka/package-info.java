/** What scoring writes to and looks up on Kafka outside its topology. */
@NullMarked
package zhuji.scoring.kafka;

import org.jspecify.annotations.NullMarked;
