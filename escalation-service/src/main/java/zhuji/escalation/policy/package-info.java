/** Reads and validates the policy, which is the law as data. */
@NullMarked
package zhuji.escalation.policy;

import org.jspecify.annotations.NullMarked;
