/** Routing's job with Apache Camel, to be measured beside routing. */
@NullMarked
package zhuji.bench.peer;

import org.jspecify.annotations.NullMarked;
