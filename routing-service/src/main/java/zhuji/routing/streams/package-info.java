/** Routing as a Kafka Streams topology. */
@NullMarked
package zhuji.routing.streams;

import org.jspecify.annotations.NullMarked;
