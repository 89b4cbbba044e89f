/** The {@code zhuji} command: desired state from the catalogue and the registry files, applied to a cluster. */
@NullMarked
package zhuji.cli;

import org.jspecify.annotations.NullMarked;
