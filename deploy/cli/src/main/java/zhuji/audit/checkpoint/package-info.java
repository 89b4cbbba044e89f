/** Signed checkpoints of all chains of digests. */
@NullMarked
package zhuji.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
