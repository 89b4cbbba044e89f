/** The meters of scoring, declared in one place. */
@NullMarked
package zhuji.scoring.meters;

import org.jspecify.annotations.NullMarked;
