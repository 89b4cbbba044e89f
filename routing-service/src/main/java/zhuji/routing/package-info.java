/** Routing 分送: gives every report to the offices that have a right to it, and addresses every notice. */
@NullMarked
package zhuji.routing;

import org.jspecify.annotations.NullMarked;
