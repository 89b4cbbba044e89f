/** The meters of routing, declared in one place. */
@NullMarked
package zhuji.routing.meters;

import org.jspecify.annotations.NullMarked;
