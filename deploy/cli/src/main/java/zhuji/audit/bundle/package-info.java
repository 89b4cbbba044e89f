/** A log in a file: exported from a cluster, verified anywhere. */
@NullMarked
package zhuji.audit.bundle;

import org.jspecify.annotations.NullMarked;
