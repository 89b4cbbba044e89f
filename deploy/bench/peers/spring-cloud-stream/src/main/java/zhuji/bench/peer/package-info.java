/** Routing's job with Spring Cloud Stream's Kafka binder, to be measured beside routing. */
@NullMarked
package zhuji.bench.peer;

import org.jspecify.annotations.NullMarked;
