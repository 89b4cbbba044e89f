/** What is kept of each record until everything that bears on the same thing is together: on disk where it is much. */
@NullMarked
package zhuji.audit.claims;

import org.jspecify.annotations.NullMarked;
