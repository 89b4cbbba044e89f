/** Routing's job as bytes in and bytes out. */
@NullMarked
package zhuji.bench.peer.job;

import org.jspecify.annotations.NullMarked;
