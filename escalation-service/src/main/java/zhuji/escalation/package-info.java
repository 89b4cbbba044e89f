/** Escalation 逐级上报: takes major incidents up level by level, each level with its deadline. */
@NullMarked
package zhuji.escalation;

import org.jspecify.annotations.NullMarked;
