/** What becomes of a record that cannot be processed: it is set aside, or tried again, and never stops the others. */
@NullMarked
package zhuji.wire.failures;

import org.jspecify.annotations.NullMarked;
