/** Rule books as the audit reads them, apart from the scoring service's own reading. */
@NullMarked
package zhuji.audit.rules;

import org.jspecify.annotations.NullMarked;
