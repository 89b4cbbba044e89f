/** Reads rule books from YAML. */
@NullMarked
package zhuji.scoring.rulebook;

import org.jspecify.annotations.NullMarked;
