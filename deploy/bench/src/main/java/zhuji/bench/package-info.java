/** What the pipeline costs, measured. */
@NullMarked
package zhuji.bench;

import org.jspecify.annotations.NullMarked;
