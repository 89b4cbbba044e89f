/** When what a topology did is committed. */
@NullMarked
package zhuji.wire.commits;

import org.jspecify.annotations.NullMarked;
