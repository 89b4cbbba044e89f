/** What routing reads back of its own work. */
@NullMarked
package zhuji.routing.kafka;

import org.jspecify.annotations.NullMarked;
