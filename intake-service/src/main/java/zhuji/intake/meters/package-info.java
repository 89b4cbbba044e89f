/** The meters of intake, declared in one place. */
@NullMarked
package zhuji.intake.meters;

import org.jspecify.annotations.NullMarked;
