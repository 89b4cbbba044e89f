/** The meters of escalation, declared in one place. */
@NullMarked
package zhuji.escalation.meters;

import org.jspecify.annotations.NullMarked;
