/** The whole pipeline on one machine, for a look, a demonstration and the acceptance tests. */
@NullMarked
package zhuji.local;

import org.jspecify.annotations.NullMarked;
